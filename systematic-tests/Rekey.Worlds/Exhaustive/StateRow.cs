using Rekey.Core;

namespace Rekey.Worlds.Exhaustive;

/// <summary>A state, by what stands where.</summary>
internal readonly ref struct StateRow(Span<int> row, VsSpace space)
{
    private const int StatusMask = 3;
    private const int BlockedBit = 1 << 2;
    private const int RecoveredBit = 1 << 3;
    private readonly Span<int> row = row;

    /// <summary>How many processes there are or were.</summary>
    public int Processes => row[space.Layout.Counts] >> 8 & 0xFF;

    /// <summary>How many components there are.</summary>
    public int Components => row[space.Layout.Counts] & 0xFF;

    /// <summary>How many processes joined.</summary>
    public int Joined
    {
        get => row[space.Layout.Counts] >> 16;
        set => row[space.Layout.Counts] = (row[space.Layout.Counts] & 0xFFFF) | (value << 16);
    }

    /// <summary>What is on record.</summary>
    public ref int Record => ref row[space.Layout.Record];

    /// <summary>A number of a process.</summary>
    public ref int this[int process, int what] => ref row[Layout.Of(process) + what];

    /// <summary>Whether a process runs.</summary>
    public bool IsAlive(int p) => (Bits(p) & StatusMask) == 1 + (int)ProcessStatus.Alive;

    /// <summary>Whether a process crashed.</summary>
    public bool IsCrashed(int p) => (Bits(p) & StatusMask) == 1 + (int)ProcessStatus.Crashed;

    /// <summary>Whether a process is blocked.</summary>
    public bool IsBlocked(int p) => (Bits(p) & BlockedBit) != 0;

    /// <summary>Whether a process has come back under another name.</summary>
    public bool HasRecovered(int p) => (Bits(p) & RecoveredBit) != 0;

    /// <summary>Its component; <see cref="Layout.Nowhere"/> for none.</summary>
    public int ComponentOf(int p) => Bits(p) >> 4 & 0xFF;

    /// <summary>The largest view counter that it has heard of.</summary>
    public int CounterOf(int p) => Bits(p) >> 12 & 0xFF;

    /// <summary>The number of its name.</summary>
    public int NameOf(int p) => Bits(p) >> 20;

    /// <summary>The name of a process.</summary>
    public MemberId IdOf(int p) => space.NameOf(NameOf(p));

    /// <summary>The view agreed for a component; 0 for none.</summary>
    public int TargetOf(int c) => row[space.Layout.Component(c)] >> 5;

    /// <summary>The depth of a component's cascade.</summary>
    public int DepthOf(int c) => row[space.Layout.Component(c)] & 31;

    /// <summary>What is left of a kind of fault.</summary>
    public int BudgetOf(Fault fault) => space.Layout.PlaceOf(fault) is >= 0 and var place ? row[space.Layout.Budget + (place / 4)] >> (place % 4 * 8) & 0xFF : 0;

    /// <summary>Whether anything can go wrong or be asked for.</summary>
    public bool HasBudget => row.Slice(space.Layout.Budget, space.Layout.BudgetWidth).ContainsAnyExcept(0);

    /// <summary>Counts and budget in one number.</summary>
    public ulong BareCounts
    {
        get
        {
            var counts = (ulong)row[space.Layout.Counts];
            foreach (var left in row.Slice(space.Layout.Budget, space.Layout.BudgetWidth))
            {
                counts = Fingerprint.Mix(counts, (ulong)left);
            }

            return counts;
        }
    }

    /// <summary>Status, component and counter of a process.</summary>
    public ulong BareBits(int p) => (ulong)Bits(p) & 0xFFFFF;

    public void SetBlocked(int p, bool blocked) => Bits(p) = blocked ? Bits(p) | BlockedBit : Bits(p) & ~BlockedBit;

    public void SetRecovered(int p) => Bits(p) |= RecoveredBit;

    public void SetComponent(int p, int component) => Bits(p) = (Bits(p) & ~(0xFF << 4)) | (component << 4);

    public void SetCounter(int p, int counter) => Bits(p) = counter < 256
        ? (Bits(p) & ~(0xFF << 12)) | (counter << 12)
        : throw new NotSupportedException("more than 255 views in a row: exhaustive search keeps view counters in a byte");

    public void SetTarget(int c, int view) => row[space.Layout.Component(c)] = (view << 5) | DepthOf(c);

    public void SetDepth(int c, int depth) => row[space.Layout.Component(c)] = (TargetOf(c) << 5) | depth;

    public void Spend(Fault fault) => row[space.Layout.Budget + (space.Layout.PlaceOf(fault) / 4)] -= 1 << (space.Layout.PlaceOf(fault) % 4 * 8);

    /// <summary>Writes what may go wrong.</summary>
    public void SetBudget(FaultBudget budget)
    {
        foreach (var fault in Fault.All)
        {
            if (space.Layout.PlaceOf(fault) is >= 0 and var place)
            {
                row[space.Layout.Budget + (place / 4)] |= budget[fault] << (place % 4 * 8);
            }
        }
    }

    /// <summary>A new component, at the end.</summary>
    public int NewComponent(int depth)
    {
        var component = Components;
        row[space.Layout.Counts]++;
        row[space.Layout.Component(component)] = depth;
        return component;
    }

    /// <summary>Removes a component in which nobody runs; those behind it move up.</summary>
    public void RemoveComponent(int component)
    {
        for (var c = component; c < Components - 1; c++)
        {
            row[space.Layout.Component(c)] = row[space.Layout.Component(c + 1)];
        }

        row[space.Layout.Component(Components - 1)] = 0;
        row[space.Layout.Counts]--;
        for (var p = 0; p < Processes; p++)
        {
            var at = ComponentOf(p);
            if (at != Layout.Nowhere && at >= component)
            {
                SetComponent(p, at == component ? Layout.Nowhere : at - 1);
            }
        }
    }

    /// <summary>A process begins in a component, which needs a new view.</summary>
    public void Start(MemberId id, int component)
    {
        var p = Processes;
        row[space.Layout.Counts] += 1 << 8;
        this[p, Layout.Local] = space.Reactions.Bare(id, 0);
        Bits(p) = (1 + (int)ProcessStatus.Alive) | (component << 4) | (space.NumberOf(id) << 20);
        SetTarget(component, 0);
    }

    /// <summary>A process stops for ever: what stays of it is what it drew, what happened to it, and where its messages come from.</summary>
    public void Stop(int p, ProcessStatus status)
    {
        this[p, Layout.Local] = space.Reactions.Bare(IdOf(p), space.Reactions.LocalOf(this[p, Layout.Local]).Draws);
        this[p, Layout.History] = space.Histories.Remove(this[p, Layout.History], new Fact(FactKind.Asked));
        (this[p, Layout.View], this[p, Layout.Pending], this[p, Layout.Inbox], this[p, Layout.PendingInbox]) = (0, 0, 0, 0);
        Bits(p) = (Bits(p) & ~(StatusMask | BlockedBit | (0xFF << 12))) | (1 + (int)status);
        var component = ComponentOf(p);
        for (var other = 0; other < Processes; other++)
        {
            if (IsAlive(other) && ComponentOf(other) == component)
            {
                return;
            }
        }

        RemoveComponent(component);
    }

    private ref int Bits(int p) => ref row[Layout.Of(p) + Layout.Bits];
}
