using Rekey.Checking.Judging;
using Rekey.Reports.Attacks;
using Rekey.Spec;
using Rekey.Worlds;

namespace Rekey.Reports.SpecRendering;

/// <summary>A cell of the matrix: what is expected of a protocol, why, and what was seen.</summary>
/// <param name="Protocol">The protocol.</param>
/// <param name="Property">The property.</param>
/// <param name="Expected">What is expected.</param>
/// <param name="Why">Why it fails, where it does.</param>
/// <param name="Explored">The exploration in which no schedule violated it; null where there is none, or where it fails.</param>
/// <param name="Scopes">In how many closed scopes it is decided: it holds in every run of them.</param>
/// <param name="Attack">Path of the transcript that shows how it fails, relative to the repository; null where none is pinned, or where it holds.</param>
public sealed record MatrixCell(ProtocolSpec Protocol, string Property, Expected Expected, string Why, EvidenceEntry? Explored, int Scopes, string? Attack);

/// <summary>The matrix protocol x property, with the evidence that is kept in the repository.</summary>
/// <param name="Protocols">The protocols, in the order of the registry.</param>
/// <param name="Properties">The properties, in the order of the specification.</param>
/// <param name="Cells">The cells.</param>
/// <param name="Evidence">What explorations showed.</param>
/// <param name="Closed">The scopes that were searched to their end.</param>
public sealed record Matrix(
    IReadOnlyList<ProtocolSpec> Protocols, IReadOnlyList<string> Properties, IReadOnlyList<MatrixCell> Cells, IReadOnlyList<EvidenceEntry> Evidence,
    IReadOnlyList<ScopeEntry> Closed)
{
    /// <summary>The matrix of a repository.</summary>
    /// <exception cref="FormatException">The evidence file is something else.</exception>
    public static Matrix Of(string root)
    {
        var protocols = ProtocolRegistry.All.Select(static p => p.Spec).ToList();
        var kept = Rekey.Checking.Judging.Evidence.Read(Path.Combine(root, Rekey.Checking.Judging.Evidence.File)).Protocols.ToDictionary(static e => e.Protocol, StringComparer.Ordinal);
        var closed = ScopeFile.Read(Path.Combine(root, ScopeFile.File)).Scopes.Where(static s => s.IsClosed).ToList();
        var attacks = PinnedAttacks.All.ToDictionary(static a => (a.Protocol.Spec.Name, a.Property), static a => $"{PinnedAttacks.Folder}/{a.Transcript}");
        var cells = from p in protocols
                    from e in p.Expectations
                    let explored = kept.GetValueOrDefault(p.Name)
                    let attack = attacks.GetValueOrDefault((p.Name, e.Property))
                    select new MatrixCell(
                        p, e.Property, e.Expected, e.Why,
                        e.Expected == Expected.Holds && explored?.NotViolated.Contains(e.Property) == true ? explored : null,
                        e.Expected == Expected.Holds ? closed.Count(s => s.Protocol == p.Name && s.Decided.Contains(e.Property)) : 0,
                        attack is not null && File.Exists(Path.Combine(root, attack)) ? attack : null);
        return new Matrix(
            protocols,
            [.. protocols.SelectMany(static p => p.Expectations.Select(static e => e.Property)).Distinct()],
            [.. cells],
            [.. protocols.Select(p => kept.GetValueOrDefault(p.Name)).OfType<EvidenceEntry>()],
            closed);
    }
}
