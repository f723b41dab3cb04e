using System.Reflection;
using System.Reflection.Emit;

namespace Interception.Calls.Fronts;

/// <summary>Emits members that Castle can't intercept: each calls its own on the undecorated service, which is created then.</summary>
/// <remarks>Castle would forward them to the target that the proxy was made with, so every proxy would need one.</remarks>
internal static class ForwardEmitter
{
    private static readonly MethodInfo GetTarget = typeof(ProxyState).GetMethod(nameof(ProxyState.GetTarget))!;

    /// <summary>Emits one.</summary>
    /// <param name="type">Where it goes: a class that derives from <see cref="ProxyState"/>.</param>
    /// <param name="declared">The member, as the interface declares it.</param>
    public static void Emit(TypeBuilder type, MethodInfo declared)
    {
        ParameterInfo[] parameters = declared.GetParameters();
        MethodBuilder body = type.DefineMethod(declared.Name, FrontEmitter.Reimplementing, CallingConventions.HasThis);
        MethodInfo callee = declared.IsGenericMethod ? declared.MakeGenericMethod(DefineTypeParameters(body, declared)) : declared;
        body.SetSignature(
            declared.ReturnType,
            declared.ReturnParameter.GetRequiredCustomModifiers(),
            declared.ReturnParameter.GetOptionalCustomModifiers(),
            [.. parameters.Select(static one => one.ParameterType)],
            [.. parameters.Select(static one => one.GetRequiredCustomModifiers())],
            [.. parameters.Select(static one => one.GetOptionalCustomModifiers())]);
        type.DefineMethodOverride(body, declared);

        ILGenerator code = body.GetILGenerator();
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Call, GetTarget);
        code.Emit(OpCodes.Castclass, declared.DeclaringType!);
        for (int i = 1; i <= parameters.Length; i++)
        {
            code.Emit(OpCodes.Ldarg, (short)i);
        }

        code.Emit(OpCodes.Callvirt, callee);
        code.Emit(OpCodes.Ret);
    }

    private static Type[] DefineTypeParameters(MethodBuilder body, MethodInfo declared)
    {
        Type[] theirs = declared.GetGenericArguments();
        GenericTypeParameterBuilder[] own = body.DefineGenericParameters([.. theirs.Select(static one => one.Name)]);
        for (int i = 0; i < own.Length; i++)
        {
            own[i].SetGenericParameterAttributes(theirs[i].GenericParameterAttributes);
            Type[] constraints = theirs[i].GetGenericParameterConstraints();
            Type? first = Array.Find(constraints, static one => !one.IsInterface);
            own[i].SetBaseTypeConstraint(first);
            own[i].SetInterfaceConstraints([.. constraints.Where(one => one != first)]); // Other type parameters, too: there may be several of those.
        }

        return own;
    }
}
