using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using RuVector.Training.Files;
using RuVector.Training.Numerics;

namespace RuVector.Training.Checkpoints;

/// <summary>Finds NaN and infinities in the bytes of a tensor.</summary>
internal static class FiniteValues
{
    /// <summary>Refuses a tensor of floating-point numbers that holds a non-finite one.</summary>
    public static void Require(CheckpointTensor tensor, SafetensorsRules rules)
    {
        int index = FirstNonFinite(tensor.Content.Span, tensor.Type);
        if (index >= 0)
        {
            double value = ValueAt(tensor.Content.Span, tensor.Type, index);
            throw rules.Refuse(
                CheckpointError.NonFiniteValue, tensor.Name, "finite values", string.Create(CultureInfo.InvariantCulture, $"tensor '{tensor.Name}' has {value} at index {index}"));
        }
    }

    private static int FirstNonFinite(ReadOnlySpan<byte> content, TensorDataType type)
    {
        if (type is not (TensorDataType.F32 or TensorDataType.F64) || (type == TensorDataType.F32 && BitConverter.IsLittleEndian && FiniteRows.AreAllFinite(MemoryMarshal.Cast<byte, float>(content))))
        {
            return -1;
        }

        int count = content.Length / SafetensorsTensor.SizeOf(type);
        for (int i = 0; i < count; i++)
        {
            if (!double.IsFinite(ValueAt(content, type, i)))
            {
                return i;
            }
        }

        return -1;
    }

    private static double ValueAt(ReadOnlySpan<byte> content, TensorDataType type, int index) => type == TensorDataType.F32
        ? BinaryPrimitives.ReadSingleLittleEndian(content[(index * sizeof(float))..])
        : BinaryPrimitives.ReadDoubleLittleEndian(content[(index * sizeof(double))..]);
}
