using System.Reflection;
using Rekey.Core;
using Rekey.Crypto;

namespace Rekey.Tests.Protocols.Tgdh;

/// <summary>A group that notes the exponentiations by secret scalars.</summary>
public class CountingGroup : DispatchProxy
{
    private IKeyAgreementGroup inner = null!;
    private List<(CryptoValue Element, CryptoValue Scalar)> raised = null!;

    /// <summary>The same group, with a list in which to note.</summary>
    public static IKeyAgreementGroup Of(IKeyAgreementGroup group, List<(CryptoValue Element, CryptoValue Scalar)> raised)
    {
        var proxy = Create<IKeyAgreementGroup, CountingGroup>();
        (((CountingGroup)proxy).inner, ((CountingGroup)proxy).raised) = (group, raised);
        return proxy;
    }

    /// <inheritdoc/>
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (targetMethod!.Name is nameof(IKeyAgreementGroup.Raise) or nameof(IKeyAgreementGroup.RaiseInverse))
        {
            raised.Add(((CryptoValue)args![0]!, (CryptoValue)args[1]!));
        }

        return targetMethod.Invoke(inner, args);
    }
}
