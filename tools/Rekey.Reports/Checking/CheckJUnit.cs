using System.Globalization;
using System.Text;
using System.Xml;
using Rekey.Checking.Judging;
using Rekey.Reports.Printing;
using Rekey.Reports.Rendering;

namespace Rekey.Reports.Checking;

/// <summary>The report of <c>rekey check --junit</c>: a suite per protocol, a case per property, and one more for the breadth of the exploration.</summary>
public static class CheckJUnit
{
    /// <summary>The report. The traces are those of each judgement, in the same order.</summary>
    public static string Of(IReadOnlyList<Judgement> judged, IReadOnlyList<IReadOnlyList<FoundTrace>> traces)
    {
        var text = new Utf8Text();
        using (var xml = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, NewLineChars = "\n", CheckCharacters = true }))
        {
            xml.WriteStartElement("testsuites");
            for (var i = 0; i < judged.Count; i++)
            {
                Suite(xml, judged[i], traces[i]);
            }

            xml.WriteEndElement();
        }

        return text + "\n";
    }

    private static void Suite(XmlWriter xml, Judgement judgement, IReadOnlyList<FoundTrace> traces)
    {
        var failures = judgement.Properties.Count(static p => !p.AsExpected);
        var skipped = judgement.Properties.Count(static p => !p.IsSettled);
        var breadth = judgement.Breadth == Breadth.Required ? 1 : 0;
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", $"rekey check {judgement.Name}");
        xml.WriteAttributeString("tests", Number(judgement.Properties.Count + breadth));
        xml.WriteAttributeString("failures", Number(failures + (judgement.Vacuous ? 1 : 0)));
        xml.WriteAttributeString("errors", "0");
        xml.WriteAttributeString("skipped", Number(skipped));
        xml.WriteAttributeString("time", Number(judgement.Elapsed.TotalSeconds));
        Properties(xml, judgement);
        foreach (var property in judgement.Properties)
        {
            Case(xml, judgement, property, traces.FirstOrDefault(t => t.Properties.Contains(property.Property)));
        }

        if (breadth > 0)
        {
            Begin(xml, judgement.Name, "Breadth of the exploration");
            if (judgement.Vacuous)
            {
                Failure(xml, "vacuous", "cells or goals were never reached", string.Join('\n', judgement.Unreached));
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    /// <summary>What was done, and what of the breadth is judged.</summary>
    private static void Properties(XmlWriter xml, Judgement judgement)
    {
        xml.WriteStartElement("properties");
        foreach (var (name, value) in judgement.Counts.Append(("breadth", judgement.BreadthNote)).Append(("ending", judgement.Ending.ToString())).Where(static p => p.Item2.Length > 0))
        {
            xml.WriteStartElement("property");
            xml.WriteAttributeString("name", name);
            xml.WriteAttributeString("value", Clean(value));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void Case(XmlWriter xml, Judgement judgement, PropertyResult property, FoundTrace? trace)
    {
        Begin(xml, judgement.Name, property.Property);
        switch (property.Found)
        {
            case Found.Violated:
                Failure(xml, "violated", property.Finding!.Violation.Message, trace is null ? "" : TraceText.Of(trace.About(property.Property)));
                break;
            case Found.Missed:
                Failure(xml, "attack-missed", judgement.Words(property), property.Why);
                break;
            case Found.NotWatched:
                Failure(xml, "not-watched", judgement.Words(property), property.Why);
                break;
            case Found.Undecided or Found.CutOff:
                xml.WriteElementString("skipped", judgement.Words(property));
                break;
            default:
                xml.WriteElementString("system-out", Clean(judgement.Words(property)));
                break;
        }

        xml.WriteEndElement();
    }

    private static void Begin(XmlWriter xml, string protocol, string name)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", $"rekey.{protocol}");
        xml.WriteAttributeString("name", name);
    }

    private static void Failure(XmlWriter xml, string type, string message, string text)
    {
        xml.WriteStartElement("failure");
        xml.WriteAttributeString("type", type);
        xml.WriteAttributeString("message", Clean(message));
        xml.WriteString(Clean(text));
        xml.WriteEndElement();
    }

    /// <summary>XML has no way to write some characters; a message of an unexpected exception may hold them.</summary>
    private static string Clean(string text) => PlainText.ForXml(text);

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);

    private sealed class Utf8Text : StringWriter
    {
        public override Encoding Encoding => new UTF8Encoding(false);
    }
}
