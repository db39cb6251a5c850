using System.Text;
using Rekey.Core;
using Rekey.Wire;

namespace Rekey.Worlds.Traces;

/// <summary>Writes a message as people read it: <c>Key[1.m1/1] n(m1,0)</c>.</summary>
public sealed class MessageText : IFieldWriter
{
    private readonly StringBuilder text = new();

    private MessageText(Message message, GroupId? home)
    {
        text.Append(message.Type.Name).Append('[').Append(message.Header.Epoch);
        if (home is not null && message.Header.Group != home)
        {
            text.Append(" of group ").Append(message.Header.Group);
        }

        text.Append(']');
    }

    /// <summary>The text of a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="home">The group that need not be named; every other one is. Null where it goes without saying of which group the message is.</param>
    public static string Of(Message message, GroupId? home = null)
    {
        var writer = new MessageText(message, home);
        if (message.Text is { } body)
        {
            writer.text.Append(' ').Append(body);
        }
        else
        {
            message.WriteFields(writer);
        }

        return writer.text.ToString();
    }

    /// <inheritdoc/>
    public void Number(int label, string name, uint value) => text.Append(' ').Append(name).Append(' ').Append(value);

    /// <inheritdoc/>
    public void Member(int label, string name, MemberId value) => text.Append(' ').Append(value);

    /// <inheritdoc/>
    public void Key(int label, string name, CryptoValue value) => text.Append(' ').Append(value);

    /// <inheritdoc/>
    public void KeyId(int label, string name, CryptoValue value) => text.Append(' ').Append(value);

    /// <inheritdoc/>
    public void View(int label, string name, ViewId value) => text.Append(' ').Append(value);

    /// <inheritdoc/>
    public void WrappedKey(int label, string name, CryptoValue value) => text.Append(' ').Append(value);

    /// <inheritdoc/>
    public void Element(int label, string name, CryptoValue value) => text.Append(' ').Append(value);

    /// <inheritdoc/>
    public void Items(int label, string name, int count, Action<int, IFieldWriter> write)
    {
        text.Append(' ').Append(name).Append(" (");
        for (var i = 0; i < count; i++)
        {
            text.Append(i == 0 ? "" : ";");
            write(i, this);
        }

        text.Append(" )");
    }
}
