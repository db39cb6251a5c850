using Rekey.Core;

namespace Rekey.GroupCommunication.Groups;

/// <summary>
/// Names of the views of light-weight groups (GR-13): the configuration's number, a count of the changes in it, and the smallest member. As Spread's group id
/// they begin again with each configuration, and not with each group (spec/layers/groups.md, "Settled open questions").
/// </summary>
public static class ViewNames
{
    /// <summary>So many views can be named in one configuration; a request beyond them takes effect in the next one.</summary>
    public const uint MostChanges = 32_767;

    /// <summary>The largest number of a configuration.</summary>
    public const uint MostConfigurations = 65_535;

    /// <summary>The name of the view that comes with a change; its number is even (EVS-2).</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="change">Which change in it, from 1.</param>
    /// <param name="smallest">The smallest member of the view.</param>
    public static ViewId Of(ViewId configuration, uint change, MemberId smallest) => new((configuration.Counter * (MostChanges + 1) * 2) + (2 * change), smallest);

    /// <summary>Checks that there are names left.</summary>
    /// <exception cref="SpecificationViolation">The ring has used up the numbers of configurations.</exception>
    public static void Require(ViewId configuration)
    {
        if (configuration.Counter > MostConfigurations)
        {
            throw new SpecificationViolation($"configuration {configuration} is beyond {MostConfigurations}");
        }
    }
}
