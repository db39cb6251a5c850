using Rekey.Core;
using Rekey.Crypto.Symbolic;
using Rekey.Crypto.Symbolic.DiffieHellman;

namespace Rekey.Benchmarks;

/// <summary>
/// What one schedule of a contributory protocol asks of the algebra, without machines and messages: the terms that members make in five views of
/// five members or so, each member for itself, and then the questions of the secrecy monitors.
/// </summary>
internal abstract class AgreementWorkload
{
    private static readonly string[] Names = ["m1", "m2", "m3", "m4", "m5", "m6", "m7"];

    // Somebody leaves, somebody joins, and again.
    private static readonly int[][] Views = [[0, 1, 2, 3, 4], [0, 1, 2, 3], [0, 1, 2, 3, 5], [0, 2, 3, 5], [0, 2, 3, 5, 6]];

    private readonly MemberId[] members = [.. Names.Select(static n => MemberId.Parse(n))];
    private readonly uint[] draws = new uint[Names.Length];
    private readonly List<(Term Key, int[] View)> epochs = [];
    private readonly List<Term> traffic = [];
    private readonly TermStore store = new();
    private readonly Knowledge heard = new();
    private readonly Knowledge pool = new();

    protected AgreementWorkload() => Group = new SymbolicGroup(store);

    /// <summary>How many terms the last schedule made.</summary>
    public int Terms => store.Count;

    /// <summary>The group.</summary>
    protected SymbolicGroup Group { get; }

    /// <summary>The generator.</summary>
    protected Term G => (Term)Group.Generator;

    /// <summary>One schedule; the number of keys that a monitor would object to.</summary>
    public int Run()
    {
        Make();
        Hear();
        return Ask();
    }

    /// <summary>Makes the terms.</summary>
    public void Make()
    {
        store.Clear();
        Array.Clear(draws);
        epochs.Clear();
        traffic.Clear();
        Begin();
        foreach (var view in Views)
        {
            var key = (Term)Group.KeyOf(Agree(view));
            epochs.Add((key, view));
            foreach (var member in view)
            {
                traffic.Add(store.Signed(members[member], store.Kdf("id", key)));
                traffic.Add(store.Enc(store.Kdf("traffic", key, members[member]), store.Payload(members[member], (uint)epochs.Count)));
            }
        }
    }

    /// <summary>Closes what the network adversary heard.</summary>
    public void Hear()
    {
        heard.Clear();
        foreach (var term in traffic)
        {
            heard.Learn(term);
        }

        // A closure is computed when it is asked, or copied.
        pool.CopyFrom(heard);
    }

    /// <summary>Asks of every epoch what the ledger of the secrecy monitors asks where all is well.</summary>
    public int Ask()
    {
        var broken = 0;
        foreach (var (key, view) in epochs)
        {
            Pool(view);
            foreach (var (other, _) in epochs)
            {
                if (other != key)
                {
                    pool.Learn(other);
                }
            }

            broken += pool.Derives(key) ? 1 : 0;
        }

        AfterCompromise();
        foreach (var (key, _) in epochs)
        {
            broken += pool.Derives(key) ? 1 : 0;
        }

        return broken;
    }

    /// <summary>Forgets the members' secrets.</summary>
    protected abstract void Begin();

    /// <summary>What members of a view send and compute to agree; the agreed element.</summary>
    protected abstract Term Agree(int[] view);

    /// <summary>A new secret of a member.</summary>
    protected Term Draw(int member) => store.Nonce(members[member], draws[member]++);

    /// <summary>A signed message of a member, with some elements.</summary>
    protected void Send(int member, params ReadOnlySpan<Term> elements)
    {
        var content = elements[0];
        foreach (var element in elements[1..])
        {
            content = store.Pair(content, element);
        }

        traffic.Add(store.Signed(members[member], content));
    }

    /// <summary>An element to the power of a scalar.</summary>
    protected Term Raise(Term element, Term scalar) => (Term)Group.Raise(element, scalar);

    /// <summary>Every member must have computed the same.</summary>
    protected static Term Same(Term? before, Term now) => before is null || before == now
        ? now
        : throw new InvalidOperationException("members disagree: the workload is wrong");

    private void Pool(int[] view)
    {
        pool.CopyFrom(heard);
        for (var member = 0; member < members.Length; member++)
        {
            if (!view.Contains(member))
            {
                LongTerm(member);
                for (var draw = 0u; draw < draws[member]; draw++)
                {
                    pool.Learn(store.Nonce(members[member], draw));
                }
            }
        }
    }

    private void AfterCompromise()
    {
        pool.CopyFrom(heard);
        for (var member = 0; member < members.Length; member++)
        {
            LongTerm(member);
        }
    }

    private void LongTerm(int member)
    {
        pool.Learn(store.ChannelKey(members[member]));
        pool.Learn(store.SigningKey(members[member]));
    }
}
