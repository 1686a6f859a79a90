using System.Reflection;
using System.Runtime.CompilerServices;

namespace RuVector.Training.ApiTests;

/// <summary>Everything a caller of an assembly can see, as sorted text: one line a type, one line a member.</summary>
internal static class PublicApi
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string Of(Assembly assembly) => Of(assembly.GetTypes().Where(IsVisible));

    public static string Of(IEnumerable<Type> types) =>
        string.Concat(types.OrderBy(static t => ApiNames.Of(t), StringComparer.Ordinal).SelectMany(Lines).Select(static line => line + "\n"));

    private static bool IsVisible(Type type) =>
        type.IsPublic || ((type.IsNestedPublic || ((type.IsNestedFamily || type.IsNestedFamORAssem) && !type.DeclaringType!.IsSealed)) && IsVisible(type.DeclaringType!));

    private static IEnumerable<string> Lines(Type type)
    {
        if (typeof(Delegate).IsAssignableFrom(type))
        {
            return [$"public delegate {ApiMembers.Signature(type.GetMethod("Invoke")!, ApiNames.Of(type))}"];
        }

        IEnumerable<string> members = type.IsEnum
            ? Enum.GetNames(type).Select(name => $"{name} = {Enum.Format(type, Enum.Parse(type, name), "D")}")
            : type.GetMembers(Declared).Where(static m => !m.Name.Contains('<')).Select(ApiMembers.Line).OfType<string>();
        return members.Order(StringComparer.Ordinal).Select(static member => "    " + member).Prepend(Header(type));
    }

    private static string Header(Type type)
    {
        string access = type.IsNestedFamily || type.IsNestedFamORAssem ? "protected" : "public";
        string[] bases = [.. Bases(type).Select(static t => ApiNames.Of(t))];
        return $"{access} {Kind(type)} {ApiNames.Of(type)}{(bases.Length == 0 ? "" : " : " + string.Join(", ", bases))}{ApiNames.Constraints(type.GetGenericArguments())}";
    }

    private static string Kind(Type type) => type switch
    {
        { IsEnum: true } => "enum",
        { IsInterface: true } => "interface",
        { IsValueType: true } => $"{(type.IsDefined(typeof(IsReadOnlyAttribute)) ? "readonly " : "")}{(type.IsByRefLike ? "ref " : "")}struct",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsAbstract: true } => "abstract class",
        { IsSealed: true } => "sealed class",
        _ => "class",
    };

    private static IEnumerable<Type> Bases(Type type)
    {
        if (type.IsEnum)
        {
            return Enum.GetUnderlyingType(type) == typeof(int) ? [] : [Enum.GetUnderlyingType(type)];
        }

        IEnumerable<Type> interfaces = type.GetInterfaces().Where(static i => i.IsVisible).OrderBy(static i => ApiNames.Of(i), StringComparer.Ordinal);
        return type.BaseType is null || type.IsValueType || type.BaseType == typeof(object) ? interfaces : interfaces.Prepend(type.BaseType);
    }
}
