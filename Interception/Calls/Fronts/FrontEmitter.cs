using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using Interception.Lookup;

namespace Interception.Calls.Fronts;

/// <summary>Emits a class derived from an interface's proxy that asks for answers in memory before Castle builds its invocation.</summary>
/// <remarks>
/// Only what it can answer is overridden; all else is the proxy's: other methods, the target, the constructor. What stands before
/// each method comes with the object, so the class keeps no container alive.
/// </remarks>
internal static class FrontEmitter
{
    private static readonly MethodInfo Fronts = typeof(ProxyState).GetProperty(nameof(ProxyState.Fronts))!.GetMethod!;

    /// <summary>Emits the class.</summary>
    /// <param name="module">Where it goes: a module of an assembly that may see what the proxy sees.</param>
    /// <param name="name">Its name.</param>
    /// <param name="proxy">The class that it derives from.</param>
    /// <param name="methods">What it answers, in the order of <see cref="ProxyState.Fronts"/>.</param>
    public static Type Emit(ModuleBuilder module, string name, Type proxy, IReadOnlyList<FrontMethod> methods)
    {
        Type[] interfaces = [.. methods.Select(method => method.Declared.DeclaringType!).Distinct()];
        TypeBuilder type = module.DefineType(name, TypeAttributes.Public | TypeAttributes.Sealed, proxy, interfaces);
        EmitConstructor(type, proxy.GetConstructors().Single(one => one.GetParameters().Length == 3));
        for (int i = 0; i < methods.Count; i++)
        {
            EmitMethod(type, methods[i], i);
        }

        return type.CreateType();
    }

    private static void EmitConstructor(TypeBuilder type, ConstructorInfo inherited)
    {
        Type[] parameters = [.. inherited.GetParameters().Select(one => one.ParameterType)];
        ILGenerator code = type.DefineConstructor(MethodAttributes.Public, CallingConventions.Standard, parameters).GetILGenerator();
        EmitArguments(code, parameters.Length);
        code.Emit(OpCodes.Call, inherited);
        code.Emit(OpCodes.Ret);
    }

    private static void EmitMethod(TypeBuilder type, FrontMethod method, int number)
    {
        MethodInfo declared = method.Declared;
        ParameterInfo[] parameters = declared.GetParameters();
        MethodBuilder body = type.DefineMethod(
            declared.Name,
            MethodAttributes.Private | MethodAttributes.Virtual | MethodAttributes.Final | MethodAttributes.HideBySig | MethodAttributes.NewSlot,
            declared.ReturnType,
            [.. parameters.Select(one => one.ParameterType)]);
        type.DefineMethodOverride(body, declared);

        ILGenerator code = body.GetILGenerator();
        Label next = code.DefineLabel();
        Type front = typeof(MethodFront<>).MakeGenericType(method.Front.Schema.KeyType);
        LocalBuilder answer = code.DeclareLocal(typeof(object));
        LocalBuilder key = new KeyEmitter(code, method.Front.Schema, parameters, LoadSchema, next).Emit();
        LoadFront();
        code.Emit(OpCodes.Ldloca, key);
        code.Emit(OpCodes.Ldloca, answer);
        code.Emit(OpCodes.Call, front.GetMethod(nameof(MethodFront<>.TryAnswer))!);
        code.Emit(OpCodes.Brfalse, next);
        code.Emit(OpCodes.Ldloc, answer); // An entry has what the method returns, in its own return type.
        if (declared.ReturnType.IsValueType)
        {
            code.Emit(OpCodes.Unbox_Any, declared.ReturnType);
        }

        code.Emit(OpCodes.Ret);
        code.MarkLabel(next);
        EmitArguments(code, parameters.Length);
        code.Emit(OpCodes.Call, method.Next);
        code.Emit(OpCodes.Ret);

        void LoadFront()
        {
            code.Emit(OpCodes.Ldarg_0);
            code.Emit(OpCodes.Call, Fronts);
            code.Emit(OpCodes.Ldc_I4, number);
            code.Emit(OpCodes.Ldelem_Ref);
            code.Emit(OpCodes.Call, typeof(Unsafe).GetMethod(nameof(Unsafe.As), 1, [typeof(object)])!.MakeGenericMethod(front));
        }

        void LoadSchema()
        {
            LoadFront();
            code.Emit(OpCodes.Call, front.GetProperty(nameof(MethodFront.Schema))!.GetMethod!);
        }
    }

    /// <summary>This, and as many arguments.</summary>
    private static void EmitArguments(ILGenerator code, int count)
    {
        for (int i = 0; i <= count; i++)
        {
            code.Emit(OpCodes.Ldarg, i);
        }
    }
}
