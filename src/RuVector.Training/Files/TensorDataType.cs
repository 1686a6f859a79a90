namespace RuVector.Training.Files;

/// <summary>Type of the values of a tensor, by its name in the safetensors format.</summary>
public enum TensorDataType
{
    /// <summary>32-bit floating point.</summary>
    F32,

    /// <summary>64-bit floating point.</summary>
    F64,

    /// <summary>32-bit signed integer.</summary>
    I32,

    /// <summary>64-bit signed integer.</summary>
    I64,

    /// <summary>8-bit unsigned integer.</summary>
    U8,
}
