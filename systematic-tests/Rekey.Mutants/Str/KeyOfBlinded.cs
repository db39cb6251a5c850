using Rekey.KeyAgreement.Runs;
using Rekey.KeyAgreement.Str;
using Rekey.Spec;

namespace Rekey.Mutants.Str;

/// <summary>One place too low, and blinded: all members agree, and everybody else can too.</summary>
public sealed class KeyOfBlinded : StrMutant
{
    /// <inheritdoc/>
    public override string Name => "str-key-of-blinded";

    /// <inheritdoc/>
    public override string Bug => "The group key is that of the blinded key below the top.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.KeySecrecy, Properties.Authenticity];

    /// <inheritdoc/>
    protected override Advance Made(Setting setting, Advance advance) => Agreeing(advance, agreed =>
    {
        var kept = (StrFoundation)agreed.Foundation;
        var (own, top) = (kept.Members.IndexOf(setting.Self), kept.Members.Length - 1);
        return own == top ? kept.Below! : setting.Group.Raise(setting.Group.Generator, kept.KeyAt(own, top - 1));
    });
}
