using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using RuVector.Training.Data;
using RuVector.Training.Numerics;

namespace RuVector.Training.Files;

/// <summary>Matrices in NumPy's <c>.npy</c> format.</summary>
/// <remarks>
/// <para>Reads format 1.0 and 2.0, two dimensions, row-major (C order), little-endian float16, float32 and float64; writes format 1.0, float32. Nothing else is guessed or converted.</para>
/// <para>Thread safe. Source: NumPy documentation, <c>numpy.lib.format</c>.</para>
/// </remarks>
public static class NpyFile
{
    private const int ChunkBytes = 1 << 16;
    private const int HeaderAlignment = 64;

    /// <summary>Reads a matrix from a file.</summary>
    /// <param name="path">Path of the file.</param>
    /// <returns>The matrix, shape <c>[rows, columns]</c>; every value is finite.</returns>
    /// <exception cref="TrainingDataException">The file is not of the format, is longer or shorter than its shape, or holds a value that is NaN, infinite or beyond float32.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static float[,] Read(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return Read(stream, path);
    }

    /// <summary>Reads a matrix from a stream, from its position to its end.</summary>
    /// <param name="stream">A stream of known length.</param>
    /// <param name="name">The name that errors give.</param>
    /// <returns>The matrix, shape <c>[rows, columns]</c>; every value is finite.</returns>
    /// <exception cref="TrainingDataException">As in <see cref="Read(string)"/>; nothing larger than the stream is allocated before its length is checked.</exception>
    public static float[,] Read(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        NpyHeader header = NpyHeader.Read(stream, name);
        CheckLength(stream, name, header);
        float[,] matrix = new float[header.Rows, header.Columns];
        Fill(stream, name, header, matrix);
        return matrix;
    }

    /// <summary>Writes a matrix to a file, whole or not at all.</summary>
    /// <param name="path">Path of the file; its folder exists.</param>
    /// <param name="matrix">The matrix; every value is finite.</param>
    /// <exception cref="NonFiniteValueException">A value is NaN or an infinity; nothing was written.</exception>
    /// <exception cref="IOException">The file could not be written; see <see cref="AtomicFile"/>.</exception>
    public static void Write(string path, ReadOnlyMatrixSpan matrix)
    {
        FiniteRows.Require(matrix, nameof(matrix));
        AtomicFile.Write(path, matrix, static (stream, matrix) => Write(stream, matrix));
    }

    /// <summary>Writes a matrix to a stream; the same matrix gives the same bytes.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="matrix">The matrix; every value is finite.</param>
    /// <exception cref="NonFiniteValueException">A value is NaN or an infinity; nothing was written.</exception>
    public static void Write(Stream stream, ReadOnlyMatrixSpan matrix)
    {
        ArgumentNullException.ThrowIfNull(stream);
        FiniteRows.Require(matrix, nameof(matrix));
        string text = string.Create(CultureInfo.InvariantCulture, $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({matrix.Rows}, {matrix.Columns}), }}");
        int start = NpyHeader.PrefixLength;
        int padded = ((start + text.Length + HeaderAlignment) / HeaderAlignment * HeaderAlignment) - start;
        stream.Write(NpyHeader.Magic);
        stream.Write([1, 0, (byte)padded, (byte)(padded >> 8)]);
        stream.Write(Encoding.ASCII.GetBytes(text.PadRight(padded - 1) + '\n'));
        byte[] bytes = new byte[checked(matrix.Columns * sizeof(float))];
        for (int row = 0; row < matrix.Rows; row++)
        {
            for (int column = 0; column < matrix.Columns; column++)
            {
                BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(column * sizeof(float)), matrix[row][column]);
            }

            stream.Write(bytes);
        }
    }

    /// <summary>Checks that the stream, standing at the first value, holds exactly those that the header declares.</summary>
    internal static void CheckLength(Stream stream, string name, NpyHeader header)
    {
        long expected = (long)header.Rows * header.Columns * header.BytesPerValue;
        long actual = stream.Length - stream.Position;
        if (actual != expected)
        {
            throw new TrainingDataException(name, $"Expected {expected} bytes of values for shape ({header.Rows}, {header.Columns}) of '{header.Type}', but got {actual}.");
        }
    }

    private static void Fill(Stream stream, string name, NpyHeader header, MatrixSpan matrix)
    {
        byte[] chunk = new byte[ChunkBytes];
        int valuesPerChunk = ChunkBytes / header.BytesPerValue;
        int count;
        for (int first = 0; first < matrix.Values.Length; first += count)
        {
            count = Math.Min(valuesPerChunk, matrix.Values.Length - first);
            stream.ReadExactly(chunk, 0, count * header.BytesPerValue);
            for (int i = 0; i < count; i++)
            {
                double value = Decode(chunk.AsSpan(i * header.BytesPerValue), header.BytesPerValue);
                if (!float.IsFinite((float)value))
                {
                    (int row, int column) = Math.DivRem(first + i, header.Columns);
                    throw new TrainingDataException(name, FormattableString.Invariant($"Expected finite float32 values, but got {value} in row {row}, column {column}."));
                }

                matrix.Values[first + i] = (float)value;
            }
        }
    }

    private static double Decode(ReadOnlySpan<byte> bytes, int size) => size switch
    {
        2 => (double)BinaryPrimitives.ReadHalfLittleEndian(bytes),
        4 => BinaryPrimitives.ReadSingleLittleEndian(bytes),
        _ => BinaryPrimitives.ReadDoubleLittleEndian(bytes),
    };
}
