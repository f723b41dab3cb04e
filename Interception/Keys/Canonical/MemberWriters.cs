using System.Linq.Expressions;
using System.Reflection;
using Interception.Keys.Types;

namespace Interception.Keys.Canonical;

/// <summary>
/// Compiles the function that writes an object's members: those of base classes first, each level in shape order.
/// </summary>
internal static class MemberWriters
{
    private static readonly MethodInfo WriteBits = typeof(CanonicalBuffer).GetMethod(nameof(CanonicalBuffer.WriteBits))!;
    private static readonly MethodInfo WriteString = typeof(CanonicalBuffer).GetMethod(nameof(CanonicalBuffer.WriteString))!;

    /// <summary>Compiles an <c>Action&lt;CanonicalBuffer, T&gt;</c> for objects of exactly the shape's type.</summary>
    /// <param name="shape">The object's shape.</param>
    /// <param name="rules">Which members to leave out.</param>
    /// <param name="writerOf">Finds the writer of a member.</param>
    public static Delegate Compile(TypeShape shape, CanonicalRules rules, Func<TypeShape, CanonicalWriter> writerOf)
    {
        ParameterExpression buffer = Expression.Parameter(typeof(CanonicalBuffer));
        ParameterExpression value = Expression.Parameter(shape.Type);
        var writes = new List<Expression>();
        foreach (TypeShape level in BaseFirst(shape))
        {
            foreach (MemberShape member in level.Members)
            {
                if (!rules.Omits(member, level.Type, shape.Type))
                {
                    writes.Add(Write(buffer, Read(value, member), writerOf(member.Shape)));
                }
            }
        }

        Type function = typeof(Action<,>).MakeGenericType(typeof(CanonicalBuffer), shape.Type);
        return Expression.Lambda(function, Expression.Block(writes), buffer, value).Compile();
    }

    private static Stack<TypeShape> BaseFirst(TypeShape shape)
    {
        var levels = new Stack<TypeShape>();
        for (TypeShape? level = shape; level is not null; level = level.Base)
        {
            levels.Push(level);
        }

        return levels;
    }

    private static MemberExpression Read(Expression owner, MemberShape member) => member.Source is FieldInfo field
        ? Expression.Field(owner, field)
        : Expression.Property(owner, (PropertyInfo)member.Source);

    private static MethodCallExpression Write(ParameterExpression buffer, Expression value, CanonicalWriter writer)
    {
        // The commonest members without a virtual call.
        Type kind = writer.GetType();
        if (kind.GetGenericTypeDefinition() == typeof(BitsWriter<>))
        {
            return Expression.Call(buffer, WriteBits.MakeGenericMethod(value.Type), value);
        }

        if (value.Type == typeof(string))
        {
            return Expression.Call(buffer, WriteString, value);
        }

        Type declared = typeof(CanonicalWriter<>).MakeGenericType(value.Type);
        MethodInfo write = declared.GetMethod("Write", [typeof(CanonicalBuffer), value.Type])!;
        return Expression.Call(Expression.Constant(writer, declared), write, buffer, value);
    }
}
