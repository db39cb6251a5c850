using Rekey.Core;

namespace Rekey.Tests.Adversary;

/// <summary>
/// How an element came about, step by step. The same making is carried out over terms, which is what is tested, and over numbers, which
/// shares no code with it: an element of a toy group of order q stands there by its logarithm, a number modulo q.
/// </summary>
internal abstract record Making
{
    /// <summary>The generator.</summary>
    public static readonly Making G = new Generator();

    /// <summary>An element to the power of a scalar, or of its inverse.</summary>
    public Making Raise(Scalar by, bool inverse = false) => new Raised(this, by, inverse);

    /// <summary>The product of two elements.</summary>
    public Making Times(Making other) => new Product(this, other);

    /// <summary>An element to the power of an integer.</summary>
    public Making Power(int exponent) => new Powered(this, exponent);

    /// <summary>The logarithm modulo a prime below 2^32, when scalars have the given values other than 0.</summary>
    public ulong Log(Func<Scalar, ulong> valueOf, ulong q) => this switch
    {
        Generator => 1,
        Raised r when r.Inverse => r.Of.Log(valueOf, q) * InverseOf(valueOf(r.By), q) % q,
        Raised r => r.Of.Log(valueOf, q) * valueOf(r.By) % q,
        Product p => (p.Left.Log(valueOf, q) + p.Right.Log(valueOf, q)) % q,
        Powered p => p.Of.Log(valueOf, q) * (ulong)(((p.Exponent % (long)q) + (long)q) % (long)q) % q,
        _ => throw new InvalidOperationException("unknown making"),
    };

    /// <summary>The scalars that were used, and those used to make the elements of which they are hashes.</summary>
    public IEnumerable<Scalar> Scalars() => this switch
    {
        Raised { By: HashOf h } r => r.Of.Scalars().Append(h).Concat(h.Element.Scalars()),
        Raised r => r.Of.Scalars().Append(r.By),
        Product p => p.Left.Scalars().Concat(p.Right.Scalars()),
        Powered p => p.Of.Scalars(),
        _ => [],
    };

    /// <summary>By Fermat; q is prime.</summary>
    private static ulong InverseOf(ulong number, ulong q)
    {
        var result = 1UL;
        for (var left = q - 2; left > 0; left >>= 1, number = number * number % q)
        {
            result = (left & 1) != 0 ? result * number % q : result;
        }

        return result;
    }

    public sealed record Generator : Making;

    public sealed record Raised(Making Of, Scalar By, bool Inverse) : Making;

    public sealed record Product(Making Left, Making Right) : Making;

    public sealed record Powered(Making Of, int Exponent) : Making;
}

/// <summary>A secret scalar.</summary>
internal abstract record Scalar
{
    private const ulong Large = 4_294_967_291;

    /// <summary>
    /// The same for equal scalars, whatever way their elements were made, and different for different ones: a hash of an element is named by
    /// the element's logarithm modulo a large prime, at two random assignments.
    /// </summary>
    public abstract ulong Name { get; }

    /// <summary>A number that looks random and depends on a name and a salt; never 0.</summary>
    public static ulong Value(ulong name, ulong salt, ulong q) => 1 + (Fingerprint.Mix(salt, name) % (q - 1));

    /// <summary>The name of an element: equal for equal elements.</summary>
    public static ulong NameOf(Making element) =>
        Fingerprint.Mix(element.Log(static s => Value(s.Name, 1, Large), Large), element.Log(static s => Value(s.Name, 2, Large), Large));
}

/// <summary>A scalar that was drawn.</summary>
internal sealed record Drawn(int Number) : Scalar
{
    public override ulong Name { get; } = (ulong)Number;
}

/// <summary>A scalar that is a hash of an element.</summary>
internal sealed record HashOf(Making Element) : Scalar
{
    public override ulong Name { get; } = NameOf(Element);
}
