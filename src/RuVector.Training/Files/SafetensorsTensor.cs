namespace RuVector.Training.Files;

/// <summary>What a safetensors header says about one tensor, apart from its place.</summary>
internal readonly record struct SafetensorsTensor(ParameterShape Shape, TensorDataType Type)
{
    /// <summary>Number of bytes of the values; more than an array holds for 64-bit values of the longest shapes.</summary>
    public long ByteLength => (long)Shape.Length * SizeOf(Type);

    public static int SizeOf(TensorDataType type) => type switch
    {
        TensorDataType.U8 => sizeof(byte),
        TensorDataType.F32 or TensorDataType.I32 => sizeof(int),
        _ => sizeof(long),
    };
}
