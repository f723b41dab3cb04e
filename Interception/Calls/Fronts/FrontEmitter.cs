using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using Interception.Lookup;

namespace Interception.Calls.Fronts;

/// <summary>
/// Emits a class derived from an interface's proxy that asks for answers in memory before Castle builds its invocation, and forwards what Castle can't intercept.
/// </summary>
/// <remarks>
/// All else is the proxy's: other methods, the target, the constructor. What stands before each method comes with the object, so the class keeps no container alive.
/// </remarks>
internal static class FrontEmitter
{
    /// <summary>What a method is that implements an interface's anew, whatever the class has beside it.</summary>
    public const MethodAttributes Reimplementing =
        MethodAttributes.Private | MethodAttributes.Virtual | MethodAttributes.Final | MethodAttributes.HideBySig | MethodAttributes.NewSlot;

    private static readonly MethodInfo Fronts = typeof(ProxyState).GetProperty(nameof(ProxyState.Fronts))!.GetMethod!;

    /// <summary>Emits the class.</summary>
    /// <param name="module">Where it goes: a module of an assembly that may see what the proxy sees.</param>
    /// <param name="name">Its name.</param>
    /// <param name="proxy">The class that it derives from.</param>
    /// <param name="methods">What it answers, in the order of <see cref="ProxyState.Fronts"/>.</param>
    /// <param name="forwarded">What it forwards.</param>
    public static Type Emit(ModuleBuilder module, string name, Type proxy, IReadOnlyList<FrontMethod> methods, IReadOnlyList<MethodInfo> forwarded)
    {
        Type[] interfaces = [.. methods.Select(static method => method.Declared).Concat(forwarded).Select(static method => method.DeclaringType!).Distinct()];
        TypeBuilder type = module.DefineType(name, TypeAttributes.Public | TypeAttributes.Sealed, proxy, interfaces);
        EmitConstructor(type, proxy.GetConstructors().Single(one => one.GetParameters().Length == 3));
        for (int i = 0; i < methods.Count; i++)
        {
            EmitMethod(type, methods[i], i);
        }

        foreach (MethodInfo one in forwarded)
        {
            ForwardEmitter.Emit(type, one);
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
            declared.Name, Reimplementing, declared.ReturnType, [.. parameters.Select(one => one.ParameterType)]);
        type.DefineMethodOverride(body, declared);

        ILGenerator code = body.GetILGenerator();
        Label next = code.DefineLabel();
        Type front = typeof(MethodFront<>).MakeGenericType(method.Front.Schema.KeyType);
        Type hitsType = typeof(Hits<>).MakeGenericType(method.Front.Schema.KeyType);
        LocalBuilder hits = code.DeclareLocal(hitsType);
        LocalBuilder answer = code.DeclareLocal(typeof(object));
        LoadFront();
        code.Emit(OpCodes.Call, front.GetProperty(nameof(MethodFront<>.Hits))!.GetMethod!);
        code.Emit(OpCodes.Stloc, hits);
        code.Emit(OpCodes.Ldloc, hits);
        code.Emit(OpCodes.Brfalse, next);
        code.Emit(OpCodes.Ldloc, hits);
        code.Emit(OpCodes.Call, hitsType.GetProperty(nameof(Hits<>.MayAnswer))!.GetMethod!);
        code.Emit(OpCodes.Brfalse, next);
        LocalBuilder key = new KeyEmitter(code, method.Front.Schema, parameters, hits, LoadSchema, next).Emit();
        code.Emit(OpCodes.Ldloc, hits);
        code.Emit(OpCodes.Ldloca, key);
        code.Emit(OpCodes.Ldloca, answer);
        code.Emit(OpCodes.Call, hitsType.GetMethod(nameof(Hits<>.TryServeAtOnce))!);
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
            code.Emit(OpCodes.Ldarg, (short)i);
        }
    }
}
