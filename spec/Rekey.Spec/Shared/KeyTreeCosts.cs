namespace Rekey.Spec.Shared;

/// <summary>What is said of the costs of several key-tree protocols.</summary>
internal static class KeyTreeCosts
{
    /// <summary>Why a join costs less than paper A has it (section 4.4).</summary>
    public const string Join =
        "The paper's table has 2 multicasts and 2 rounds; one of them goes to the newcomer alone, who has the key already, and the send and the multicast need "
        + "not wait for each other.";
}
