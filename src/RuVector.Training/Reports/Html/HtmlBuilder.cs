using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace RuVector.Training.Reports;

/// <summary>Collects HTML. What stands between the holes of an interpolated string is markup; what is put into a hole is text, and escaped.</summary>
/// <remarks>There is no way to add a string of unknown origin as markup.</remarks>
internal sealed class HtmlBuilder
{
    private readonly StringBuilder _html = new();

    /// <summary>Adds markup with text in its holes, and a line feed.</summary>
    public void Add([InterpolatedStringHandlerArgument("")] ref Handler markup)
    {
        _ = markup;
        _html.Append('\n');
    }

    public override string ToString() => _html.ToString();

    /// <summary>Receives the parts of an interpolated string.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct Handler
    {
        private readonly StringBuilder _html;

        public Handler(int literalLength, int formattedCount, HtmlBuilder builder)
        {
            _html = builder._html;
            _html.EnsureCapacity(_html.Length + literalLength + (8 * formattedCount));
        }

        public void AppendLiteral(string markup) => _html.Append(markup);

        public void AppendFormatted(string? text) => _html.Append(WebUtility.HtmlEncode(text));

        public void AppendFormatted(long number) => _html.Append(CultureInfo.InvariantCulture, $"{number}");

        public void AppendFormatted(ulong number) => _html.Append(CultureInfo.InvariantCulture, $"{number}");

        /// <summary>A coordinate: at most two digits after the point.</summary>
        public void AppendFormatted(double number) => _html.Append(number.ToString("0.##", CultureInfo.InvariantCulture));
    }
}
