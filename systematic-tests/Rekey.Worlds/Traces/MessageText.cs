using System.Text;
using Rekey.Core;
using Rekey.Wire;

namespace Rekey.Worlds.Traces;

/// <summary>Writes a message as people read it: <c>Key[1.m1/1] n(m1,0)</c>.</summary>
public sealed class MessageText : IFieldWriter
{
    private readonly StringBuilder text = new();

    private MessageText(Message message)
    {
        text.Append(message.Type.Name).Append('[').Append(message.Header.Epoch);
        if (message.Header.Group != Scenario.Group)
        {
            text.Append(" of group ").Append(message.Header.Group);
        }

        text.Append(']');
    }

    /// <summary>The text of a message.</summary>
    public static string Of(Message message)
    {
        var writer = new MessageText(message);
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
