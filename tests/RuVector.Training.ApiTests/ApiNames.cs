using System.Reflection;

namespace RuVector.Training.ApiTests;

/// <summary>Names of types as C# writes them, with namespaces.</summary>
internal static class ApiNames
{
    private static readonly Dictionary<Type, string> s_keywords = new()
    {
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(char)] = "char",
        [typeof(double)] = "double",
        [typeof(float)] = "float",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(nint)] = "nint",
        [typeof(object)] = "object",
        [typeof(short)] = "short",
        [typeof(string)] = "string",
        [typeof(uint)] = "uint",
        [typeof(ulong)] = "ulong",
        [typeof(ushort)] = "ushort",
        [typeof(void)] = "void",
    };

    public static string Of(Type type)
    {
        if (s_keywords.TryGetValue(type, out string? keyword))
        {
            return keyword;
        }

        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        if (type.HasElementType)
        {
            string element = Of(type.GetElementType()!);
            return type.IsArray ? $"{element}[{new string(',', type.GetArrayRank() - 1)}]" : type.IsPointer ? element + "*" : element;
        }

        return Nullable.GetUnderlyingType(type) is { } value ? Of(value) + "?" : Qualified(type);
    }

    /// <summary>The constraints of generic parameters, each after a blank, or nothing.</summary>
    public static string Constraints(Type[] parameters) => string.Concat(
        parameters.Where(static p => p.IsGenericParameter).Select(static p => (p.Name, Limits: string.Join(", ", Limits(p)))).Where(static c => c.Limits.Length > 0)
            .Select(static c => $" where {c.Name} : {c.Limits}"));

    private static string Qualified(Type type)
    {
        Type[] arguments = type.GetGenericArguments();
        string name = type.Name.Split('`')[0];
        int outer = type.DeclaringType?.GetGenericArguments().Length ?? 0;
        string own = arguments.Length > outer ? $"<{string.Join(", ", arguments[outer..].Select(Argument))}>" : "";
        string prefix = type.DeclaringType is { } declaring
            ? Of(declaring.IsGenericTypeDefinition && !type.IsGenericTypeDefinition ? declaring.MakeGenericType(arguments[..outer]) : declaring)
            : type.Namespace!;
        return $"{prefix}.{name}{own}";
    }

    private static string Argument(Type argument) => !argument.IsGenericParameter ? Of(argument) : (argument.GenericParameterAttributes & GenericParameterAttributes.VarianceMask) switch
    {
        GenericParameterAttributes.Covariant => "out " + argument.Name,
        GenericParameterAttributes.Contravariant => "in " + argument.Name,
        _ => argument.Name,
    };

    private static IEnumerable<string> Limits(Type parameter)
    {
        GenericParameterAttributes attributes = parameter.GenericParameterAttributes;
        bool isStruct = attributes.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint);
        if (attributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint) || isStruct)
        {
            yield return isStruct ? "struct" : "class";
        }

        foreach (string constraint in parameter.GetGenericParameterConstraints().Where(static c => c != typeof(ValueType)).Select(Of).Order(StringComparer.Ordinal))
        {
            yield return constraint;
        }

        if (attributes.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint) && !isStruct)
        {
            yield return "new()";
        }

        if (attributes.HasFlag(GenericParameterAttributes.AllowByRefLike))
        {
            yield return "allows ref struct";
        }
    }
}
