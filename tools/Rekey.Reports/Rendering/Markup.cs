using System.Globalization;
using System.Text;
using Rekey.Reports.Printing;

namespace Rekey.Reports.Rendering;

/// <summary>Writes elements of HTML and SVG that are well-formed XML; every text and attribute is escaped here and nowhere else.</summary>
public sealed class Markup
{
    private readonly StringBuilder text = new();

    /// <summary>Opens an element. Attributes without a value are left out; numbers are written with at most one decimal.</summary>
    public Markup Open(string name, params (string Name, object? Value)[] attributes)
    {
        Tag(name, attributes);
        text.Append('>');
        return this;
    }

    /// <summary>An element without content.</summary>
    public Markup Empty(string name, params (string Name, object? Value)[] attributes)
    {
        Tag(name, attributes);
        text.Append("/>");
        return this;
    }

    /// <summary>An element with nothing but text.</summary>
    public Markup Leaf(string name, string content, params (string Name, object? Value)[] attributes) => Open(name, attributes).Text(content).Close(name);

    /// <summary>Closes an element.</summary>
    public Markup Close(string name)
    {
        text.Append("</").Append(name).Append('>');
        return this;
    }

    /// <summary>Text.</summary>
    public Markup Text(string content)
    {
        Escape(content);
        return this;
    }

    /// <summary>A line feed, for readers of the source.</summary>
    public Markup Line()
    {
        text.Append('\n');
        return this;
    }

    /// <summary>Our own markup, as it is.</summary>
    public Markup Raw(string markup)
    {
        text.Append(markup);
        return this;
    }

    /// <inheritdoc/>
    public override string ToString() => text.ToString();

    private void Tag(string name, (string Name, object? Value)[] attributes)
    {
        text.Append('<').Append(name);
        foreach (var (attribute, value) in attributes)
        {
            if (value is null)
            {
                continue;
            }

            text.Append(' ').Append(attribute).Append("=\"");
            Escape(value switch
            {
                double number => number.ToString("0.#", CultureInfo.InvariantCulture),
                IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
                _ => value.ToString()!,
            });
            text.Append('"');
        }
    }

    private void Escape(string content)
    {
        foreach (var c in PlainText.ForXml(content))
        {
            switch (c)
            {
                case '&':
                    text.Append("&amp;");
                    break;
                case '<':
                    text.Append("&lt;");
                    break;
                case '>':
                    text.Append("&gt;");
                    break;
                case '"':
                    text.Append("&quot;");
                    break;
                default:
                    text.Append(c);
                    break;
            }
        }
    }
}
