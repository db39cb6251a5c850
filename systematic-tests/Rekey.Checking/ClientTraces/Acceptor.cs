using Rekey.Monitors.GroupCommunication;

namespace Rekey.Checking.ClientTraces;

/// <summary>
/// Decides of logs of what clients saw whether they are runs that a model allows (spec/model/client-trace.md): shows them to the properties that watch our own
/// worlds, and to those that the literature has beside them.
/// </summary>
public static class Acceptor
{
    /// <summary>What is said of a log.</summary>
    public static Acceptance Accept(ClientTrace trace, GroupModel model)
    {
        var order = EventOrder.Of(trace);
        var numbers = ViewNumbers.Of(trace, order);
        var groups = trace.Groups.Select(_ => new Watched(new LoggedGroup(trace, model, numbers), Question.Of(model))).ToList();
        (int Moment, Watched Group, Question Question, string Text)? first = null;
        for (var moment = 0; moment < order.Count && first is null; moment++)
        {
            var e = trace.Events[order[moment]];
            foreach (var group in e.Group < 0 ? groups : [groups[e.Group]])
            {
                if (first is null && group.Look(e, moment) is var (question, text))
                {
                    first = (moment, group, question, text);
                }
            }
        }

        foreach (var group in groups)
        {
            foreach (var (moment, question, text) in group.End())
            {
                first = first is null || moment < first.Value.Moment ? (moment, group, question, text) : first;
            }
        }

        return new Acceptance(model, trace, Answers(groups, model), first is { } found ? BreachOf(trace, found, numbers, trace.Events[order[found.Moment]]) : null);
    }

    private static List<Answer> Answers(List<Watched> groups, GroupModel model) =>
    [
        .. Question.Of(model).Select((q, i) => new Answer(q.Fold.Name, q.Fold is GroupProperty ? groups.Sum(g => ((GroupProperty)g.Questions[i].Fold).Asked) : null)),
    ];

    private static Breach BreachOf(ClientTrace trace, (int Moment, Watched Group, Question Question, string Text) found, uint[] numbers, ClientEvent e)
    {
        var views = Enumerable.Range(0, numbers.Length).Where(v => trace.Views[v].Group == e.Group).ToDictionary(v => numbers[v], v => trace.Views[v].Name);
        var text = TraceWords.Of(trace, views, found.Group.Run, found.Text);
        var at = text.IndexOf(": ", StringComparison.Ordinal);
        var clause = found.Question.Clauses.FirstOrDefault(c => c.Id == text[..at]) ?? new Clause(text[..at], text[(at + 2)..]);
        return new Breach(found.Question.Fold.Name, found.Question.Source, clause, text[(at + 2)..], trace.Files[e.File], e.Line);
    }

    /// <summary>A group, and the properties that watch it.</summary>
    private sealed class Watched
    {
        public Watched(LoggedGroup run, IReadOnlyList<Question> questions)
        {
            (Run, Questions) = (run, questions);
            foreach (var question in questions)
            {
                question.Fold.Reset();
            }
        }

        public LoggedGroup Run { get; }

        public IReadOnlyList<Question> Questions { get; }

        public (Question Question, string Text)? Look(ClientEvent e, int moment)
        {
            Run.Show(e, moment);
            foreach (var question in Questions)
            {
                if (question.Fold.Look(Run) is { } wrong)
                {
                    return (question, wrong);
                }
            }

            return null;
        }

        /// <summary>What is decided at the end, of moments before. That a run is at rest is not known of a log.</summary>
        public IEnumerable<(int Moment, Question Question, string Text)> End()
        {
            foreach (var question in Questions)
            {
                if (question.Fold is IDatedVerdict dated && question.Fold.End(Run, quiescent: false) is { } wrong)
                {
                    yield return (dated.Moment, question, wrong);
                }
            }
        }
    }
}
