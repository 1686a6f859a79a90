using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace RuVector.Training.ApiTests;

/// <summary>One line for each member that a caller, or a class that derives, can see.</summary>
internal static class ApiMembers
{
    /// <summary>The line of a member; <see langword="null"/> when it is not visible or has its line elsewhere (accessors, nested types).</summary>
    public static string? Line(MemberInfo member) => member switch
    {
        ConstructorInfo { IsStatic: false } constructor when IsVisible(constructor) => $"{Access(constructor)} {ApiNames.Of(constructor.DeclaringType!)}({Parameters(constructor)})",
        MethodInfo method when IsVisible(method) && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)) => $"{Modifiers(method)}{Signature(method, method.Name)}",
        PropertyInfo property => Property(property),
        EventInfo { AddMethod: { } add } declared when IsVisible(add) => $"{Modifiers(add)}event {ApiNames.Of(declared.EventHandlerType!)} {declared.Name}",
        FieldInfo field when field.IsPublic || ((field.IsFamily || field.IsFamilyOrAssembly) && !field.DeclaringType!.IsSealed) => Field(field),
        _ => null,
    };

    public static string Signature(MethodInfo method, string name)
    {
        Type[] generics = method.IsGenericMethod ? method.GetGenericArguments() : [];
        string parameters = generics.Length == 0 ? "" : $"<{string.Join(", ", generics.Select(ApiNames.Of))}>";
        string extension = method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "";
        return $"{Reference(method.ReturnParameter)}{ApiNames.Of(method.ReturnType)} {name}{parameters}({extension}{Parameters(method)}){ApiNames.Constraints(generics)}";
    }

    private static bool IsVisible(MethodBase method) => method.IsPublic || ((method.IsFamily || method.IsFamilyOrAssembly) && !method.DeclaringType!.IsSealed);

    private static string Access(MethodBase method) => method.IsPublic ? "public" : "protected";

    private static string Modifiers(MethodInfo method)
    {
        bool overrides = method.GetBaseDefinition() != method;
        string kind = method switch
        {
            { IsStatic: true } => method.IsAbstract ? "static abstract " : "static ",
            { IsAbstract: true, DeclaringType.IsInterface: true } => "",
            { IsAbstract: true } => overrides ? "abstract override " : "abstract ",
            { IsFinal: true } => overrides ? "sealed override " : "",
            { IsVirtual: true } => overrides ? "override " : "virtual ",
            _ => "",
        };
        return $"{Access(method)} {kind}";
    }

    private static string? Property(PropertyInfo property)
    {
        MethodInfo[] accessors = [.. new[] { property.GetMethod, property.SetMethod }.OfType<MethodInfo>().Where(IsVisible)];
        if (accessors.Length == 0)
        {
            return null;
        }

        MethodInfo widest = accessors.FirstOrDefault(static a => a.IsPublic) ?? accessors[0];
        string required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
        ParameterInfo[] indices = property.GetIndexParameters();
        string name = indices.Length == 0 ? property.Name : $"this[{string.Join(", ", indices.Select(Parameter))}]";
        string text = string.Concat(accessors.Select(a => $"{(a.IsPublic == widest.IsPublic ? "" : "protected ")}{AccessorName(property, a)}; "));
        string reference = property.GetMethod is { } get ? Reference(get.ReturnParameter) : "";
        return $"{Modifiers(widest)}{required}{reference}{ApiNames.Of(property.PropertyType)} {name} {{ {text}}}";
    }

    private static string AccessorName(PropertyInfo property, MethodInfo accessor) => accessor == property.GetMethod
        ? "get"
        : accessor.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? "init" : "set";

    private static string Field(FieldInfo field)
    {
        string access = field.IsPublic ? "public" : "protected";
        string kind = field.IsLiteral ? "const " : $"{(field.IsStatic ? "static " : "")}{(field.IsInitOnly ? "readonly " : "")}";
        return $"{access} {kind}{ApiNames.Of(field.FieldType)} {field.Name}{(field.IsLiteral ? " = " + Literal(field.GetRawConstantValue()) : "")}";
    }

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        bool isParams = parameter.IsDefined(typeof(ParamArrayAttribute)) || parameter.IsDefined(typeof(ParamCollectionAttribute));
        Type type = parameter.ParameterType.IsByRef ? parameter.ParameterType.GetElementType()! : parameter.ParameterType;
        string value = !parameter.HasDefaultValue ? "" : " = " + (parameter.RawDefaultValue is null && type.IsValueType ? "default" : Literal(parameter.RawDefaultValue));
        return $"{(isParams ? "params " : "")}{Reference(parameter)}{ApiNames.Of(parameter.ParameterType)} {parameter.Name}{value}";
    }

    private static string Reference(ParameterInfo parameter)
    {
        if (!parameter.ParameterType.IsByRef)
        {
            return "";
        }

        bool isReadOnly = parameter.IsDefined(typeof(IsReadOnlyAttribute));
        return parameter.Position < 0 ? (isReadOnly ? "ref readonly " : "ref ") : isReadOnly ? "in " : parameter.IsOut ? "out " : "ref ";
    }

    private static string Literal(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };
}
