using Rekey.Core;

namespace Rekey.Spec;

/// <summary>What the abstract service made of a concrete step.</summary>
public enum Simulation : byte
{
    /// <summary>The concrete step changes nothing that the service shows.</summary>
    Stutter,

    /// <summary>The concrete step is a step of the service.</summary>
    Step,

    /// <summary>The service has no such step.</summary>
    Refused,
}

/// <summary>
/// What every rekey protocol must look like from outside: per view, <c>Changing(V) -> Stable(V, k) -> Stable(V, k') -> ...</c>.
/// It knows nothing of leaders, acks or trees; a protocol is right when each of its steps is one of these or a stutter.
/// </summary>
/// <remarks>
/// Deliberately written apart from tables and steps, so that one mistake cannot hide in both. The class is mutable for
/// speed: one object follows one run of one world.
/// </remarks>
public sealed class RekeyService
{
    private readonly Dictionary<ViewId, ViewRecord> views = [];
    private readonly HashSet<CryptoValue> keysEver = [];

    /// <summary>Why the last call was refused.</summary>
    public string Refusal { get; private set; } = "";

    /// <summary>Forgets everything, for the next run.</summary>
    public void Reset()
    {
        views.Clear();
        keysEver.Clear();
        Refusal = "";
    }

    /// <summary>A member installs a view: the view's first installation makes it <c>Changing(V)</c>.</summary>
    public Simulation Install(View view, MemberId member)
    {
        if (!view.Contains(member))
        {
            return Refuse($"{member} installs {view}, to which it does not belong");
        }

        if (!views.TryGetValue(view.Id, out var record))
        {
            views.Add(view.Id, new ViewRecord(view));
            return Simulation.Step;
        }

        return record.View.Members.AsSpan().SequenceEqual(view.Members.AsSpan()) ? Simulation.Stutter : Refuse($"two memberships are called {view.Id}");
    }

    /// <summary>A member takes hold of a key without using it: invisible.</summary>
    public Simulation Hold(MemberId member, Epoch epoch, CryptoValue key)
    {
        if (!views.TryGetValue(epoch.View, out var record))
        {
            return Refuse($"{member} holds a key for the unknown view {epoch.View}");
        }

        record.Holders.Add((member, epoch.Run, key));
        return Simulation.Stutter;
    }

    /// <summary>
    /// A member begins to use a key. The first to do so moves the service: the key must be new to the world, the run the next one, and every
    /// member of the view must hold the key. All later ones must follow to the same key, run by run.
    /// </summary>
    public Simulation Use(MemberId member, Epoch epoch, CryptoValue key)
    {
        if (!views.TryGetValue(epoch.View, out var record))
        {
            return Refuse($"{member} uses a key for the unknown view {epoch.View}");
        }

        Hold(member, epoch, key);
        if (epoch.Run <= record.Keys.Count)
        {
            return record.Keys[(int)epoch.Run - 1].Equals(key) ? Simulation.Stutter : Refuse($"{member} uses another key for {epoch} than the view agreed on");
        }

        if (epoch.Run != record.Keys.Count + 1)
        {
            return Refuse($"{member} uses {epoch}, but the view has had {record.Keys.Count} keys");
        }

        foreach (var other in record.View.Members)
        {
            if (!record.Holders.Contains((other, epoch.Run, key)))
            {
                return Refuse($"{member} uses the key of {epoch} while {other} does not hold it");
            }
        }

        if (!keysEver.Add(key))
        {
            return Refuse($"the key of {epoch} was a group key before");
        }

        record.Keys.Add(key);
        return Simulation.Step;
    }

    private Simulation Refuse(string why)
    {
        Refusal = why;
        return Simulation.Refused;
    }

    private sealed class ViewRecord(View view)
    {
        public View View { get; } = view;

        public List<CryptoValue> Keys { get; } = [];

        public HashSet<(MemberId Member, uint Run, CryptoValue Key)> Holders { get; } = [];
    }
}
