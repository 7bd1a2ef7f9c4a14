using System.Reflection;
using System.Reflection.Emit;

namespace ChurnChatBot.Tests.Architecture;

/// <summary>
/// The types that a type's members and method bodies mention, read from IL: a wall that was only checked on signatures or on
/// using directives could be climbed by a fully qualified call.
/// </summary>
internal static class TypeReferences
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> OpCodesByValue = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    public static IReadOnlySet<Type> Of(Type type)
    {
        var found = new HashSet<Type>();
        Add(found, type.BaseType);
        foreach (var implemented in type.GetInterfaces()) Add(found, implemented);
        foreach (var field in type.GetFields(Declared)) Add(found, field.FieldType);
        foreach (var attribute in type.GetCustomAttributesData()) Add(found, attribute.AttributeType);
        foreach (var method in type.GetMethods(Declared).Cast<MethodBase>().Concat(type.GetConstructors(Declared))) AddMethod(found, method);
        return found;
    }

    private static void AddMethod(HashSet<Type> found, MethodBase method)
    {
        foreach (var parameter in method.GetParameters()) Add(found, parameter.ParameterType);
        if (method is MethodInfo { ReturnType: var returned }) Add(found, returned);
        if (method.GetMethodBody() is not { } body) return;
        foreach (var local in body.LocalVariables) Add(found, local.LocalType);
        foreach (var token in Tokens(body.GetILAsByteArray()!)) AddToken(found, method, token);
    }

    private static void AddToken(HashSet<Type> found, MethodBase method, int token)
    {
        var typeArguments = method.DeclaringType!.IsGenericType ? method.DeclaringType.GetGenericArguments() : null;
        var methodArguments = method.IsGenericMethod ? method.GetGenericArguments() : null;
        var member = method.Module.ResolveMember(token, typeArguments, methodArguments);
        Add(found, member as Type ?? member?.DeclaringType);
        if (member is MethodInfo { IsGenericMethod: true } generic)
        {
            foreach (var argument in generic.GetGenericArguments()) Add(found, argument);
        }
    }

    private static IEnumerable<int> Tokens(byte[] il)
    {
        for (var at = 0; at < il.Length;)
        {
            short value = il[at++];
            if (value == 0xFE) value = (short)((0xFE << 8) | il[at++]);
            var code = OpCodesByValue[value];
            if (code.OperandType is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok)
                yield return BitConverter.ToInt32(il, at);
            at += Size(code.OperandType, il, at);
        }
    }

    private static int Size(OperandType operand, byte[] il, int at) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + 4 * BitConverter.ToInt32(il, at),
        _ => 4,
    };

    private static void Add(HashSet<Type> found, Type? type)
    {
        if (type is null || type.IsGenericParameter) return;
        if (type.HasElementType)
        {
            Add(found, type.GetElementType());
            return;
        }

        found.Add(type.IsGenericType ? type.GetGenericTypeDefinition() : type);
        if (!type.IsConstructedGenericType) return;
        foreach (var argument in type.GetGenericArguments()) Add(found, argument);
    }
}
