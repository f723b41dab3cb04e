using System.Reflection;
using System.Reflection.Emit;
using Interception.Keys;
using Interception.Keys.Parts;
using Interception.Lookup;

namespace Interception.Calls.Fronts;

/// <summary>Emits the code that makes the key of a call from its VaryBy values and its arguments, part by part.</summary>
/// <param name="code">Where it goes.</param>
/// <param name="schema">How the keys are made.</param>
/// <param name="parameters">The method's parameters.</param>
/// <param name="hits">The local that holds what reads VaryBy values.</param>
/// <param name="loadSchema">Emits what loads the schema.</param>
/// <param name="cannot">Where to go if there is no key.</param>
internal sealed class KeyEmitter(ILGenerator code, KeySchema schema, ParameterInfo[] parameters, LocalBuilder hits, Action loadSchema, Label cannot)
{
    private LocalBuilder? _scratch;

    /// <summary>Emits it.</summary>
    /// <returns>Where the key is then.</returns>
    public LocalBuilder Emit()
    {
        // The user's code first: it may call cached methods, whose arguments are encoded into the same buffer.
        LocalBuilder[] varyBy = [.. Enumerable.Range(0, schema.VaryByCount).Select(EmitVaryBy)];
        LocalBuilder[] parts = [.. schema.Parameters.Select(EmitPart), .. varyBy];
        foreach (LocalBuilder part in parts)
        {
            code.Emit(OpCodes.Ldloc, part);
        }

        Type type = typeof(EmptyKey);
        code.Emit(OpCodes.Ldloc, code.DeclareLocal(type));
        foreach (LocalBuilder part in parts.Reverse())
        {
            type = typeof(KeyPair<,>).MakeGenericType(part.LocalType, type);
            code.Emit(OpCodes.Newobj, type.GetConstructors().Single());
        }

        LocalBuilder key = code.DeclareLocal(type);
        code.Emit(OpCodes.Stloc, key);
        return key;
    }

    private LocalBuilder EmitVaryBy(int number)
    {
        LocalBuilder part = code.DeclareLocal(typeof(VaryByPart));
        code.Emit(OpCodes.Ldloc, hits);
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Ldc_I4, number);
        EmitAttempt(hits.LocalType.GetMethod(nameof(Hits<>.TryReadVaryBy))!, part);
        return part;
    }

    private LocalBuilder EmitPart(KeyParameter parameter, int number)
    {
        Type type = parameters[parameter.Position].ParameterType;
        LocalBuilder part = code.DeclareLocal(parameter.Part);
        code.Emit(OpCodes.Ldarg, (short)(parameter.Position + 1));
        if (parameter.Part == typeof(StringPart))
        {
            EmitAttempt(Maker(nameof(TypedParts.TryString)), part);
        }
        else if (parameter.Part == typeof(EncodedPart))
        {
            loadSchema();
            code.Emit(OpCodes.Ldc_I4, number);
            code.Emit(OpCodes.Ldloca, _scratch ??= code.DeclareLocal(typeof(KeyScratch)));
            EmitAttempt(type.IsValueType ? Maker(nameof(TypedParts.TryEncodeStruct)).MakeGenericMethod(type) : Maker(nameof(TypedParts.TryEncode)), part);
        }
        else
        {
            code.Emit(OpCodes.Call, MakerOf(type));
            code.Emit(OpCodes.Stloc, part);
        }

        return part;
    }

    private void EmitAttempt(MethodInfo maker, LocalBuilder part)
    {
        code.Emit(OpCodes.Ldloca, part);
        code.Emit(OpCodes.Call, maker);
        code.Emit(OpCodes.Brfalse, cannot);
    }

    private static MethodInfo MakerOf(Type type) => Nullable.GetUnderlyingType(type) is { } underlying
        ? underlying == typeof(DateTimeOffset)
            ? Maker(nameof(TypedParts.NullableDateTimeOffset))
            : Maker(nameof(TypedParts.NullableScalar)).MakeGenericMethod(underlying)
        : type == typeof(DateTimeOffset)
            ? Maker(nameof(TypedParts.DateTimeOffset))
            : Maker(nameof(TypedParts.Scalar)).MakeGenericMethod(type);

    private static MethodInfo Maker(string name) => typeof(TypedParts).GetMethod(name)!;
}
