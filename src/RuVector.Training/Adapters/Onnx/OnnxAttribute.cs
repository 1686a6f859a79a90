namespace RuVector.Training.Adapters;

/// <summary>An attribute of a node: an integer or a list of integers.</summary>
internal sealed class OnnxAttribute
{
    private const int Name = 1, Integer = 3, Integers = 8, Type = 20;
    private const int IntegerType = 2, IntegersType = 7;

    private OnnxAttribute(ProtoWriter message) => Message = message;

    /// <summary>The <c>AttributeProto</c>.</summary>
    public ProtoWriter Message { get; }

    public static OnnxAttribute Of(string name, long value) => new(new ProtoWriter().Add(Name, name).Add(Integer, value).Add(Type, IntegerType));

    public static OnnxAttribute OfList(string name, params ReadOnlySpan<long> values)
    {
        ProtoWriter message = new ProtoWriter().Add(Name, name).Add(Type, IntegersType);
        foreach (long value in values)
        {
            message.Add(Integers, value);
        }

        return new(message);
    }
}
