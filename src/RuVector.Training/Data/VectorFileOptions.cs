namespace RuVector.Training.Data;

/// <summary>How <see cref="VectorFile"/> opens a file.</summary>
public sealed class VectorFileOptions
{
    /// <summary>Gets or sets the tensor to take from a safetensors file.</summary>
    /// <value>The default is <see langword="null"/>: the only tensor of the file.</value>
    public string? Tensor { get; set; }

    /// <summary>Gets or sets the path of a text file with the name of each row, one a line (see <see cref="RowNames"/>).</summary>
    /// <value>The default is <see langword="null"/>: the metadata <c>names</c> of a safetensors file (names separated by line feeds) if it has it, else no names.</value>
    public string? NamesPath { get; set; }

    /// <summary>Gets or sets a value indicating whether every row is looked at once when the file is opened: NaN, infinities and rows of zeros are refused.</summary>
    /// <value>The default is <see langword="true"/>. Without it opening takes no time whatever the size, and bad values are found by whoever uses them.</value>
    public bool ChecksValues { get; set; } = true;
}
