using Rekey.Monitors;
using Rekey.Monitors.GroupCommunication;
using Rekey.Observing;

namespace Rekey.Checking.ClientTraces;

/// <summary>A property that a log is asked for.</summary>
/// <param name="Fold">The property.</param>
/// <param name="Source">Who named it.</param>
/// <param name="Clauses">What it says.</param>
public sealed record Question(Fold Fold, string Source, IReadOnlyList<Clause> Clauses)
{
    private const string Survey = "Chockler, Keidar, Vitenberg 2001";

    private static readonly IReadOnlyList<Type> Types =
        [.. typeof(GroupProperty).Assembly.GetTypes().Where(static t => t is { IsAbstract: false } && t.IsSubclassOf(typeof(GroupProperty))).OrderBy(static t => t.Name, StringComparer.Ordinal)];

    /// <summary>The properties of the literature that are written for logs and runs alike, by name.</summary>
    public static IReadOnlyList<GroupProperty> Properties => [.. Types.Select(static t => (GroupProperty)Activator.CreateInstance(t)!)];

    /// <summary>
    /// All that a log can be asked of a model, each ready for one run. Of several that object to one event the first is believed. Those of virtual synchrony
    /// itself, and of the signal, are the monitors that watch our own worlds; of the former only VS-4 can still be broken where the others are not.
    /// </summary>
    public static IReadOnlyList<Question> Of(GroupModel model)
    {
        var questions = Properties.Where(p => p.IsAskedOf(model)).OrderBy(static p => p.Rank).Select(p => Of(p, model)).ToList();
        questions.Add(new Question(new OneSignal(), "the flush layer of Spread", [new Clause("FL-11", "A client is told at most one transitional signal in a view, and none before its first.")]));
        if (model == GroupModel.Vs)
        {
            questions.Add(new Question(new VirtualSynchrony(), Survey, [new Clause("VS-4", "Clients that go from one view to the same next one are delivered the same messages of that view.")]));
        }

        return questions;
    }

    private static Question Of(GroupProperty property, GroupModel model)
    {
        property.Model = model;
        property.Reset();
        return new Question(property, property.Source, property.Clauses);
    }
}
