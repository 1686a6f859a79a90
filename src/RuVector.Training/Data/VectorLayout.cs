using RuVector.Training.Files;

namespace RuVector.Training.Data;

/// <summary>Where in a file the values of a matrix are, and how they are written.</summary>
internal readonly record struct VectorLayout(int Rows, int Columns, long Offset, bool IsFloat32, IReadOnlyDictionary<string, string>? Metadata)
{
    public bool CanBeMapped => IsFloat32 && Offset % sizeof(float) == 0 && BitConverter.IsLittleEndian;

    /// <summary>Reads the header, whichever of the two formats it is, and checks that the file has the values.</summary>
    public static VectorLayout Read(FileStream stream, string path, string? tensor)
    {
        Span<byte> magic = stackalloc byte[NpyHeader.Magic.Length];
        bool isNpy = stream.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false) == magic.Length && magic.SequenceEqual(NpyHeader.Magic);
        stream.Position = 0;
        return isNpy ? OfNpy(stream, path, tensor) : OfSafetensors(stream, path, tensor);
    }

    /// <summary>Reads and converts the values.</summary>
    public ReadOnlyMemory<float> ReadValues(FileStream stream, string path)
    {
        stream.Position = Metadata is null ? 0 : Offset;
        return Metadata is null ? ((VectorMatrix)NpyFile.Read(stream, path)).Values : SafetensorsFile.ReadValues(stream, Rows * Columns);
    }

    private static VectorLayout OfNpy(FileStream stream, string path, string? tensor)
    {
        if (tensor is not null)
        {
            throw new TrainingDataException(path, $"Expected a safetensors file with the tensor '{tensor}', but got an .npy file.");
        }

        NpyHeader header = NpyHeader.Read(stream, path);
        NpyFile.CheckLength(stream, path, header);
        return new(header.Rows, header.Columns, stream.Position, header.BytesPerValue == sizeof(float), Metadata: null);
    }

    private static VectorLayout OfSafetensors(FileStream stream, string path, string? tensor)
    {
        SafetensorsHeader header = SafetensorsHeader.Read(stream, SafetensorsFile.RulesOf(path));
        long offset = stream.Position;
        foreach (ParameterShape shape in header.Tensors.Select(static tensor => tensor.Shape))
        {
            if (shape.Name == tensor || (tensor is null && header.Tensors.Count == 1))
            {
                return shape.Dimensions.Length == 2
                    ? new(shape.Dimensions[0], shape.Dimensions[1], offset, IsFloat32: true, header.Metadata)
                    : throw new TrainingDataException(path, $"Expected a tensor of two dimensions, but got {shape}.");
            }

            offset += (long)shape.Length * sizeof(float);
        }

        string names = string.Join(", ", header.Tensors.Select(static tensor => tensor.Shape.Name));
        throw new TrainingDataException(path, tensor is null ? $"Expected the name of one of the tensors {names}, but got none." : $"Expected one of the tensors {names}, but got '{tensor}'.");
    }
}
