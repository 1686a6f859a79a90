using RuVector.Training.Files;
using RuVector.Training.Numerics;

namespace RuVector.Training.Data;

/// <summary>Vectors in a file: an <c>.npy</c> matrix or a tensor of a safetensors file, mapped into memory instead of read.</summary>
/// <remarks>
/// <para>Float32 values whose place in the file is a multiple of 4 bytes are mapped: the operating system loads what is used, and processes share it. Float16, float64 and unaligned values are read and
/// converted (<see cref="IsMapped"/> tells). The format is recognised by the first bytes; headers are checked as strictly as in <see cref="NpyFile"/> and <see cref="SafetensorsFile"/>.</para>
/// <para>A matrix has at most <see cref="Array.MaxLength"/> values (about 2^31). The file must not be changed or shortened while it is open. Views that were taken before <see cref="Dispose"/> must not be
/// used after it. Safe for concurrent reading.</para>
/// </remarks>
public sealed class VectorFile : IDisposable
{
    private const string NamesKey = "names";

    private readonly VectorMatrix _vectors;
    private readonly MappedFloats? _mapped;
    private bool _isDisposed;

    private VectorFile(string path, VectorMatrix vectors, MappedFloats? mapped) => (Path, _vectors, _mapped) = (path, vectors, mapped);

    /// <summary>Gets the path of the file.</summary>
    public string Path { get; }

    /// <summary>Gets a value indicating whether the values are mapped; <see langword="false"/> when they were read and converted.</summary>
    public bool IsMapped => _mapped is not null;

    /// <summary>Gets the vectors, valid until <see cref="Dispose"/>.</summary>
    /// <exception cref="ObjectDisposedException">The file was closed.</exception>
    public VectorMatrix Vectors
    {
        get
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            return _vectors;
        }
    }

    /// <summary>Opens a file.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="options">Which tensor, names, checks; <see langword="null"/> for the defaults.</param>
    /// <returns>The open file.</returns>
    /// <exception cref="TrainingDataException">The file breaks a rule of its format, is not a matrix of one column or more, has another number of names than rows, or (see <see cref="VectorFileOptions.ChecksValues"/>)
    /// holds a value that is not finite or a row of zeros.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static VectorFile Open(string path, VectorFileOptions? options = null)
    {
        options ??= new VectorFileOptions();
        FileStream stream = File.OpenRead(path);
        try
        {
            return Open(stream, path, options);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _isDisposed = true;
        (_mapped as IDisposable)?.Dispose();
    }

    private static VectorFile Open(FileStream stream, string path, VectorFileOptions options)
    {
        VectorLayout layout = VectorLayout.Read(stream, path, options.Tensor);
        if (layout.Columns == 0)
        {
            throw new TrainingDataException(path, $"Expected vectors of 1 or more values, but got shape ({layout.Rows}, 0).");
        }

        RowNames? names = ReadNames(layout, path, options);
        if (names is not null && names.Count != layout.Rows)
        {
            throw new TrainingDataException(path, $"Expected a name for each of the {layout.Rows} rows, but got {names.Count}.");
        }

        MappedFloats? mapped = layout.CanBeMapped && layout.Rows > 0 ? new(stream, layout.Offset, layout.Rows * layout.Columns) : null;
        VectorFile file = new(path, new(mapped?.Memory ?? layout.ReadValues(stream, path), layout.Rows, layout.Columns, names) { IsChecked = options.ChecksValues }, mapped);
        if (mapped is null)
        {
            stream.Dispose();
        }

        try
        {
            if (options.ChecksValues)
            {
                CheckValues(file.Vectors, path);
            }

            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static RowNames? ReadNames(VectorLayout layout, string path, VectorFileOptions options)
    {
        if (options.NamesPath is not null)
        {
            return RowNames.Read(options.NamesPath);
        }

        return layout.Metadata?.GetValueOrDefault(NamesKey) is { } names
            ? RowNames.Read(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(names)), $"{path}, metadata {NamesKey}")
            : null;
    }

    private static void CheckValues(VectorMatrix vectors, string path)
    {
        ReadOnlyMatrixSpan matrix = vectors.Span;
        for (int row = 0; row < matrix.Rows; row++)
        {
            if (!FiniteRows.AreAllFinite(matrix[row]))
            {
                int column = 0;
                while (float.IsFinite(matrix[row][column]))
                {
                    column++;
                }

                throw new TrainingDataException(path, FormattableString.Invariant($"Expected finite float32 values, but got {matrix[row][column]} in row {row}, column {column}."));
            }

            if (!matrix[row].ContainsAnyExcept(0f))
            {
                throw new TrainingDataException(path, $"Expected vectors that are not all zeros, but row {row} is.");
            }
        }
    }
}
