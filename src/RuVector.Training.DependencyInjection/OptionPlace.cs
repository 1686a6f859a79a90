using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;

namespace RuVector.Training;

/// <summary>What a path of keys stands for in settings: a property, of the settings, of a nested object or of an element of a list.</summary>
/// <remarks>Serves the texts of problems only; what is a problem, binder and validators decide.</remarks>
internal readonly record struct OptionPlace(Type? Type, PropertyInfo? Property, object? Value)
{
    /// <summary>Gets the names of the keys below the place.</summary>
    public IEnumerable<string> KeyNames => PropertiesOf(Type).Where(static p => p.CanWrite || !IsScalar(p.PropertyType)).Select(static p => p.Name);

    /// <summary>Gets the value as text; <see langword="null"/> when it is an object or a list.</summary>
    public string? Text => Value is string or ValueType ? Convert.ToString(Value, CultureInfo.InvariantCulture) : null;

    public static OptionPlace Of(Type optionsType, IEnumerable<string> keys, object? options = null) =>
        keys.Aggregate(new OptionPlace(optionsType, null, options), static (place, key) => place.Below(key));

    /// <summary>Says what is expected in place of a value that cannot be converted; <see langword="null"/> when the type is not known.</summary>
    public string? Refuse(string value) => Type switch
    {
        null => null,
        { IsEnum: true } => Names.NotOneOf(value, NamesOfValues(Property, Type)),
        _ => $"Expected {Describe(Type)}, but got {Names.Quote(value)}.",
    };

    /// <summary>Says what the attributes of the property allow in place of its value; <see langword="null"/> when none of them can tell.</summary>
    public string? RefuseByRange(string value)
    {
        foreach (ValidationAttribute attribute in Property?.GetCustomAttributes<ValidationAttribute>() ?? [])
        {
            switch (attribute)
            {
                case RangeAttribute range when !range.IsValid(Value):
                    return $"Expected a value {Describe(range)}, but got {Names.Quote(value)}.";
                case AllowedValuesAttribute or EnumDataTypeAttribute when !attribute.IsValid(Value):
                    return Names.NotOneOf(value, NamesOfValues(Property, Type));
            }
        }

        return null;
    }

    /// <summary>Tells whether text is a number that is NaN or infinite in the type of the place.</summary>
    public bool IsNotFinite(string value) => Type == typeof(float)
        ? float.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out float single) && !float.IsFinite(single)
        : double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && !double.IsFinite(number);

    private OptionPlace Below(string key)
    {
        if (Type is { IsArray: true } || (Type is { IsGenericType: true } && typeof(IEnumerable).IsAssignableFrom(Type)))
        {
            return new OptionPlace(Unwrap(Type.IsArray ? Type.GetElementType()! : Type.GetGenericArguments()[^1]), null, ElementOf(Value, key));
        }

        PropertyInfo? property = PropertiesOf(Type).FirstOrDefault(p => p.Name.Equals(key, StringComparison.OrdinalIgnoreCase));
        return property is null ? default : new OptionPlace(Unwrap(property.PropertyType), property, Value is null ? null : property.GetValue(Value));
    }

    private static object? ElementOf(object? value, string key) => value switch
    {
        IList list when int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index < list.Count => list[index],
        IDictionary map => map[key],
        _ => null,
    };

    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "The properties of the settings are kept by annotation. A property of a nested object that trimming removed is missing from the text of a problem only.")]
    private static PropertyInfo[] PropertiesOf(Type? type) => type is null || IsScalar(type) ? [] : type.GetProperties(BindingFlags.Public | BindingFlags.Instance);

    private static bool IsScalar(Type type) => type.IsValueType || type == typeof(string);

    private static Type Unwrap(Type type) => Nullable.GetUnderlyingType(type) ?? type;

    private static IEnumerable<string> NamesOfValues(PropertyInfo? property, Type? type) =>
        property?.GetCustomAttribute<AllowedValuesAttribute>() is { } allowed
            ? allowed.Values.Select(static value => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "null")
            : type is { IsEnum: true } ? Enum.GetNames(type) : [];

    private static string Describe(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Single or TypeCode.Double or TypeCode.Decimal => $"a number ({type.Name})",
        >= TypeCode.SByte and <= TypeCode.UInt64 => $"a whole number ({type.Name})",
        TypeCode.Boolean => "true or false",
        _ => $"a value of type {type.Name}",
    };

    // [0, 1), or in words where a bound is no more than the end of its type.
    private static string Describe(RangeAttribute range)
    {
        string minimum = Convert.ToString(range.Minimum, CultureInfo.InvariantCulture)!;
        string maximum = Convert.ToString(range.Maximum, CultureInfo.InvariantCulture)!;
        return Convert.ToDouble(range.Maximum, CultureInfo.InvariantCulture) switch
        {
            float.MaxValue or double.MaxValue => $"that is finite and {(range.MinimumIsExclusive ? $"greater than {minimum}" : $"{minimum} or more")}",
            int.MaxValue or uint.MaxValue or long.MaxValue => range.MinimumIsExclusive ? $"greater than {minimum}" : $"of {minimum} or more",
            _ => $"in {(range.MinimumIsExclusive ? '(' : '[')}{minimum}, {maximum}{(range.MaximumIsExclusive ? ')' : ']')}",
        };
    }
}
