using Rekey.Core;

namespace Rekey.Observing;

/// <summary>From whom the adversary kept some message, by views.</summary>
public sealed class Withholdings
{
    private readonly HashSet<(ViewId View, MemberId From)> kept = [];

    /// <summary>Forgets the last run.</summary>
    public void Clear() => kept.Clear();

    /// <summary>A message of a view was kept from a member.</summary>
    public void Add(View view, Subject from) => kept.Add((view.Id, from.Id));

    /// <summary>Whether something was kept from a member in a view.</summary>
    public bool From(View view, MemberId member) => kept.Count > 0 && kept.Contains((view.Id, member));

    /// <summary>Whether something was kept from anybody in a view.</summary>
    public bool In(View view)
    {
        foreach (var (id, _) in kept)
        {
            if (id == view.Id)
            {
                return true;
            }
        }

        return false;
    }
}
