using Rekey.Crypto.Symbolic;

namespace Rekey.Benchmarks;

/// <summary>Key trees: a node's key is the agreed element of its children's, as a scalar. The last member refreshes its leaf and sends all blinded keys.</summary>
internal sealed class TreeAgreement : AgreementWorkload
{
    private readonly Dictionary<int, Term> leaves = [];

    protected override void Begin() => leaves.Clear();

    protected override Term Agree(int[] view)
    {
        foreach (var member in view)
        {
            if (!leaves.ContainsKey(member) || member == view[^1])
            {
                leaves[member] = Draw(member);
                Send(member, Raise(G, leaves[member]));
            }
        }

        var blinded = new List<Term>();
        Term? key = null;
        foreach (var member in view)
        {
            key = Same(key, Node(view, member, blinded));
            if (member == view[^1])
            {
                Send(member, [.. blinded]);
            }
        }

        return key!;
    }

    /// <summary>A member computes along its path; of the other side it knows the blinded keys.</summary>
    private Term Node(int[] below, int member, List<Term> blinded)
    {
        var half = (below.Length + 1) / 2;
        var (left, right) = (below[..half], below[half..]);
        var (own, other) = left.Contains(member) ? (left, right) : (right, left);
        var co = Raise(G, Secret(other, other[0], blinded));
        blinded.Add(co);
        return Raise(co, Secret(own, member, blinded));
    }

    private Term Secret(int[] below, int member, List<Term> blinded) =>
        below.Length == 1 ? leaves[below[0]] : (Term)Group.ScalarOf(Node(below, member, blinded));
}

/// <summary>Burmester and Desmedt: everybody draws anew, sends z, then X; the key is a product of powers.</summary>
internal sealed class RingAgreement : AgreementWorkload
{
    protected override void Begin()
    {
    }

    protected override Term Agree(int[] view)
    {
        var n = view.Length;
        var (r, z, x) = (new Term[n], new Term[n], new Term[n]);
        for (var i = 0; i < n; i++)
        {
            r[i] = Draw(view[i]);
            z[i] = Raise(G, r[i]);
            Send(view[i], z[i]);
        }

        for (var i = 0; i < n; i++)
        {
            x[i] = Raise((Term)Group.Multiply(z[(i + 1) % n], Group.Power(z[(i + n - 1) % n], -1)), r[i]);
            Send(view[i], x[i]);
        }

        Term? key = null;
        for (var i = 0; i < n; i++)
        {
            var mine = Group.Power(Group.Raise(z[(i + n - 1) % n], r[i]), n);
            for (var j = 0; j < n - 1; j++)
            {
                mine = Group.Multiply(mine, Group.Power(x[(i + j) % n], n - 1 - j));
            }

            key = Same(key, (Term)mine);
        }

        return key!;
    }
}

/// <summary>
/// GDH.3: the product of shares goes up, everybody takes its own share out of it, and the controller adds its share to what came back. In
/// every view all start over, so that there are more elements than a clever protocol has.
/// </summary>
internal sealed class ChainAgreement : AgreementWorkload
{
    protected override void Begin()
    {
    }

    protected override Term Agree(int[] view)
    {
        var shares = Array.ConvertAll(view, Draw);
        var (controller, product) = (view[^1], G);
        for (var i = 0; i < view.Length - 1; i++)
        {
            product = Raise(product, shares[i]);
            Send(view[i], product);
        }

        var partial = new Term[view.Length - 1];
        for (var i = 0; i < partial.Length; i++)
        {
            var factored = (Term)Group.RaiseInverse(product, shares[i]);
            Send(view[i], factored);
            partial[i] = Raise(factored, shares[^1]);
        }

        Send(controller, partial);
        var key = Raise(product, shares[^1]);
        for (var i = 0; i < partial.Length; i++)
        {
            key = Same(key, Raise(partial[i], shares[i]));
        }

        return key;
    }
}
