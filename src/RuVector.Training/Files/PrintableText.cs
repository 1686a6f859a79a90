using System.Globalization;
using System.Text;

namespace RuVector.Training.Files;

/// <summary>Makes text from a file safe to print: it can neither end a line of a log nor turn its direction.</summary>
internal static class PrintableText
{
    /// <summary>Writes control and format characters, line separators and halves of surrogate pairs as <c>\uXXXX</c>; the rest stays.</summary>
    public static string Escape(string text)
    {
        int first = 0;
        while (first < text.Length && IsPrintable(text[first]))
        {
            first++;
        }

        if (first == text.Length)
        {
            return text;
        }

        StringBuilder escaped = new(text, 0, first, text.Length + 16);
        foreach (char c in text.AsSpan(first))
        {
            _ = IsPrintable(c) ? escaped.Append(c) : escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
        }

        return escaped.ToString();
    }

    private static bool IsPrintable(char c) => char.GetUnicodeCategory(c) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse);
}
