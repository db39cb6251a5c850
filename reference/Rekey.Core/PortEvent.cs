namespace Rekey.Core;

/// <summary>
/// Something that crosses a port: what one layer asks for (an effect of its step) is what its neighbour is fed (an input of the neighbour's).
/// </summary>
public abstract record PortEvent;

/// <summary>
/// The border between two layers, as a closed union: the events that rise through it, and those that go down. It is named after what the layer below
/// provides.
/// </summary>
/// <param name="Name">The name, as in <c>VS</c>.</param>
/// <param name="Up">The base of all events that rise.</param>
/// <param name="Down">The base of all events that go down.</param>
public sealed record Port(string Name, Type Up, Type Down)
{
    /// <summary>A port by the bases of its events.</summary>
    public static Port Of<TUp, TDown>(string name)
        where TUp : PortEvent
        where TDown : PortEvent => new(name, typeof(TUp), typeof(TDown));

    /// <summary>Whether an event rises through this port.</summary>
    public bool Raises(PortEvent e) => Up.IsInstanceOfType(e);

    /// <summary>Whether an event goes down through this port.</summary>
    public bool Lowers(PortEvent e) => Down.IsInstanceOfType(e);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
