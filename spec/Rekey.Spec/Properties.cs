namespace Rekey.Spec;

/// <summary>
/// Names of the properties that spec/properties.md defines; monitors and expectations use these names. A property that no other code names needs no constant
/// here: <see cref="All"/> has it from the page.
/// </summary>
public static class Properties
{
    /// <summary>All members that commit a key for an epoch commit the same one.</summary>
    public const string Agreement = nameof(Agreement);

    /// <summary>Members that move together from one view to the next committed the same epochs in it.</summary>
    public const string AllOrNone = nameof(AllOrNone);

    /// <summary>No key is used before every member of the view holds it, nor by a member that has not committed it.</summary>
    public const string NoEarlyUse = nameof(NoEarlyUse);

    /// <summary>Every committed key was chosen by the designated member, in that view.</summary>
    public const string Authenticity = nameof(Authenticity);

    /// <summary>What an application is told of keys is what its member does.</summary>
    public const string FaithfulPort = nameof(FaithfulPort);

    /// <summary>No coalition of processes outside the view can derive the key.</summary>
    public const string KeySecrecy = nameof(KeySecrecy);

    /// <summary>Processes that were members before the view, and are not in it, cannot derive the key.</summary>
    public const string ForwardAccessControl = nameof(ForwardAccessControl);

    /// <summary>Processes that become members after the view, and are not in it, cannot derive the key.</summary>
    public const string BackwardAccessControl = nameof(BackwardAccessControl);

    /// <summary>Knowing all preceding group keys does not help a passive adversary.</summary>
    public const string ForwardSecrecy = nameof(ForwardSecrecy);

    /// <summary>Knowing all subsequent group keys does not help a passive adversary.</summary>
    public const string BackwardSecrecy = nameof(BackwardSecrecy);

    /// <summary>Knowing all other group keys does not help a passive adversary.</summary>
    public const string KeyIndependence = nameof(KeyIndependence);

    /// <summary>Knowing all other group keys does not help a coalition of processes outside the view.</summary>
    public const string StrongKeyIndependence = nameof(StrongKeyIndependence);

    /// <summary>Knowing everybody's long-term keys, at the end, does not help.</summary>
    public const string PerfectForwardSecrecy = nameof(PerfectForwardSecrecy);

    /// <summary>Payloads are as secret as the key of the view that they were sent in.</summary>
    public const string PayloadSecrecy = nameof(PayloadSecrecy);

    /// <summary>Who is shown a member, long-term keys included, reads nothing of the views that the member has moved on from.</summary>
    public const string ErasureSecrecy = nameof(ErasureSecrecy);

    /// <summary>After a member was exposed, long-term keys included, fresh randomness makes its group keys secret again.</summary>
    public const string PostCompromiseSecurity = nameof(PostCompromiseSecurity);

    /// <summary>What a member has replaced is gone from its state.</summary>
    public const string WeakErasureSecrecy = nameof(WeakErasureSecrecy);

    /// <summary>After the state of a member was exposed, group keys are secret again once it has replaced all that it keeps.</summary>
    public const string WeakPostCompromiseSecurity = nameof(WeakPostCompromiseSecurity);

    /// <summary>In every fair run, every stable view gets keyed.</summary>
    public const string Liveness = nameof(Liveness);

    /// <summary>What applications ask for happens.</summary>
    public const string RequestProgress = nameof(RequestProgress);

    /// <summary>Payloads are delivered as sent, once, in order, under the epoch they were sent under.</summary>
    public const string DataIntegrity = nameof(DataIntegrity);

    /// <summary>Members that move together from one view to the next delivered the same payloads in it.</summary>
    public const string DataAgreement = nameof(DataAgreement);

    /// <summary>No two encryptions have one key and one nonce.</summary>
    public const string NonceUniqueness = nameof(NonceUniqueness);

    /// <summary>Group data is encrypted under the traffic key of the epoch that its header names.</summary>
    public const string EpochBinding = nameof(EpochBinding);

    /// <summary>Group data is sent under the newest committed key.</summary>
    public const string NewestKey = nameof(NewestKey);

    /// <summary>Members reject nothing that honest members sent to them in their view.</summary>
    public const string HonestAcceptance = nameof(HonestAcceptance);

    /// <summary>Nothing that the active adversary plays moves a member.</summary>
    public const string ActiveSecurity = nameof(ActiveSecurity);

    /// <summary>Every step is a step of the abstract service, or invisible.</summary>
    public const string Refinement = nameof(Refinement);

    /// <summary>Every plan of a key-tree run passes the plan checker.</summary>
    public const string PlanSoundness = nameof(PlanSoundness);

    /// <summary>The world keeps the rules of virtual synchrony.</summary>
    public const string VirtualSynchrony = nameof(VirtualSynchrony);

    /// <summary>All of them, in the order of the specification, and read from it.</summary>
    public static IReadOnlyList<string> All => PropertiesPage.Names;

    /// <summary>Those that every rekeying protocol is asked for: all but the one that is about plans.</summary>
    public static IReadOnlyList<string> OfEveryProtocol { get; } = [.. All.Where(static p => p != PlanSoundness)];
}
