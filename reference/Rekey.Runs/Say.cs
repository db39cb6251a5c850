using Rekey.Core;
using Rekey.Wire;

namespace Rekey.Runs;

/// <summary>
/// Something that a member has to say, signed: the machine gives it its place and its signature before it leaves the step. No driver ever sees it.
/// </summary>
/// <param name="To">The receiver; default for all members of the view.</param>
/// <param name="Message">The message.</param>
public sealed record Say(MemberId To, Message Message) : PortEvent;
