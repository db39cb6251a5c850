using System.Globalization;

namespace Rekey.Costs.Agreements;

/// <summary>What the letters of a formula stand for.</summary>
public interface IQuantities
{
    /// <summary>The value of a variable.</summary>
    /// <exception cref="FormatException">No such variable, or one that has no value here.</exception>
    double this[char variable] { get; }
}

/// <summary>What the formulas are about.</summary>
/// <param name="Before">n: members before the event; of a build, those who come together.</param>
/// <param name="Merging">m: members that join or merge.</param>
/// <param name="Leaving">p: members that leave.</param>
/// <param name="After">N: members after the event.</param>
/// <param name="Height">h: height of the key tree after the event; null where the protocol has none.</param>
public sealed record AgreementSize(int Before, int Merging, int Leaving, int After, int? Height) : IQuantities
{
    /// <inheritdoc/>
    public double this[char variable] => variable switch
    {
        'n' => Before,
        'm' => Merging,
        'p' => Leaving,
        'N' => After,
        'h' => Height ?? throw new FormatException("h is the height of a tree, and there is none"),
        _ => throw new FormatException($"unknown variable {variable}"),
    };
}

/// <summary>
/// A formula as people write it: <c>3n/2+2</c>, <c>max(n, 2m)</c>, <c>ceil(n/2)</c>, with guarded exceptions after semicolons, as in
/// <c>2; N=2: 1</c>. What begins with <c>&lt;=</c> is a bound. The text is the only definition: it is printed and evaluated.
/// </summary>
public sealed class Formula
{
    private const string AtMost = "<=";

    private readonly List<(Func<IQuantities, bool> Guard, Func<IQuantities, double> Value, bool IsBound)> cases = [];

    /// <summary>Reads a formula.</summary>
    /// <exception cref="FormatException">The text is none.</exception>
    public Formula(string text)
    {
        Text = text.Trim();
        foreach (var part in Text.Split(';').Skip(1))
        {
            if (part.Split(':') is not [var guard, var value])
            {
                throw new FormatException($"'{Text}': expected condition: formula after a semicolon");
            }

            Add(GuardOf(guard), value.Trim());
        }

        Add(static _ => true, Text.Split(';')[0].Trim());
    }

    /// <summary>The text.</summary>
    public string Text { get; }

    /// <summary>The value for a group.</summary>
    public double Of(IQuantities size) => cases.First(c => c.Guard(size)).Value(size);

    /// <summary>Whether the value for a group is only a bound.</summary>
    public bool IsBound(IQuantities size) => cases.First(c => c.Guard(size)).IsBound;

    /// <summary>Whether something measured is what the formula says: the value, or not above it where it is a bound.</summary>
    public bool Admits(IQuantities size, int measured) => IsBound(size) ? measured <= Of(size) : measured == Of(size);

    /// <summary>Reads a condition, as in <c>N=2</c>.</summary>
    public static Func<IQuantities, bool> GuardOf(string text)
    {
        var at = text.IndexOfAny(['=', '<', '>']);
        var (left, right) = (new Parser(text[..at]).All(), new Parser(text[(at + 1)..]).All());
        return text[at] switch
        {
            '=' => s => left(s) == right(s),
            '<' => s => left(s) < right(s),
            _ => s => left(s) > right(s),
        };
    }

    private void Add(Func<IQuantities, bool> guard, string value)
    {
        var isBound = value.StartsWith(AtMost, StringComparison.Ordinal);
        cases.Add((guard, new Parser(isBound ? value[AtMost.Length..] : value).All(), isBound));
    }

    /// <summary>Recursive descent over sums, products (written without a sign, as in 2n), quotients and powers.</summary>
    private sealed class Parser(string text)
    {
        private static readonly Dictionary<string, Func<double[], double>> Functions = new()
        {
            ["ceil"] = static v => Math.Ceiling(v[0]),
            ["floor"] = static v => Math.Floor(v[0]),
            ["max"] = static v => v.Max(),
            ["min"] = static v => v.Min(),
            ["lg"] = static v => Math.Ceiling(Math.Log2(v[0])),
        };

        private int at;

        private char Next => at < text.Length ? text[at] : '\0';

        public Func<IQuantities, double> All()
        {
            var value = Sum();
            return at == text.Length ? value : throw new FormatException($"'{text}': '{Next}' was not expected");
        }

        private Func<IQuantities, double> Sum()
        {
            var sum = Product();
            while (Skip() && Next is '+' or '-')
            {
                var (sign, left) = (text[at++], sum);
                var right = Product();
                sum = sign == '+' ? s => left(s) + right(s) : s => left(s) - right(s);
            }

            return sum;
        }

        private Func<IQuantities, double> Product()
        {
            var product = Power();
            while (Skip() && (Next is '/' or '(' || char.IsLetterOrDigit(Next)))
            {
                var left = product;
                var divides = Next == '/';
                at += divides ? 1 : 0;
                var right = Power();
                product = divides ? s => left(s) / right(s) : s => left(s) * right(s);
            }

            return product;
        }

        private Func<IQuantities, double> Power()
        {
            var power = Factor();
            if (Next != '^')
            {
                return power;
            }

            at++;
            var exponent = Factor();
            return s => Math.Pow(power(s), exponent(s));
        }

        private Func<IQuantities, double> Factor()
        {
            Skip();
            if (Functions.Keys.FirstOrDefault(f => text.AsSpan(at).StartsWith(f + "(", StringComparison.Ordinal)) is { } name)
            {
                at += name.Length;
                var values = Arguments();
                return s => Functions[name]([.. values.Select(v => v(s))]);
            }

            if (Next == '(')
            {
                return Arguments() is [var inner] ? inner : throw new FormatException($"'{text}': one value was expected in brackets");
            }

            if (char.IsDigit(Next))
            {
                var start = at;
                while (char.IsDigit(Next))
                {
                    at++;
                }

                var number = double.Parse(text.AsSpan(start, at - start), CultureInfo.InvariantCulture);
                return _ => number;
            }

            var variable = Next is 'n' or 'm' or 'p' or 'N' or 'h' or 'k' ? text[at++] : throw new FormatException($"'{text}': a number, a variable or a bracket was expected at {at}");
            return s => s[variable];
        }

        private List<Func<IQuantities, double>> Arguments()
        {
            var values = new List<Func<IQuantities, double>>();
            do
            {
                at++;
                values.Add(Sum());
                Skip();
            }
            while (Next == ',');
            return Next == ')' && at++ >= 0 ? values : throw new FormatException($"'{text}': a closing bracket was expected");
        }

        private bool Skip()
        {
            while (Next == ' ')
            {
                at++;
            }

            return true;
        }
    }
}
