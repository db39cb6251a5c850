namespace Rekey.Spec;

/// <summary>What the adversary of each property of secrecy is given, besides all traffic and what it drew itself (spec/properties.md, "Secrecy").</summary>
public static class SecrecyAdversaries
{
    /// <summary>Each property with what is given, V being the view and e the epoch whose key is asked for; in the order of the specification.</summary>
    public static IReadOnlyList<(string Property, string Given)> All { get; } =
    [
        (Properties.KeySecrecy, "what all processes outside V ever knew"),
        (Properties.ForwardAccessControl, "what those processes outside V ever knew that had installed some view before V was agreed"),
        (Properties.BackwardAccessControl, "what those processes outside V ever knew that install some view after V was agreed"),
        (Properties.ForwardSecrecy, "the keys of all committed epochs that precede e"),
        (Properties.BackwardSecrecy, "the keys of all committed epochs that e precedes"),
        (Properties.KeyIndependence, "the keys of all other committed epochs"),
        (Properties.StrongKeyIndependence, "the keys of all other committed epochs, and what all processes outside V ever knew"),
        (Properties.PerfectForwardSecrecy, "the long-term keys of everybody, members of V included; no secret that anybody drew"),
        (Properties.PayloadSecrecy, "what all processes outside V ever knew"),
    ];
}
