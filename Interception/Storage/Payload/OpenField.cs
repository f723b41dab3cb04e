using System.Linq.Expressions;
using System.Reflection;

namespace Interception.Storage.Payload;

/// <summary>A field whose declared type leaves open whether its value can change.</summary>
internal sealed class OpenField(FieldInfo field)
{
    public Type DeclaredType { get; } = field.FieldType;

    /// <summary>Reads the field of an object. Compiled: a result can hold thousands of such fields.</summary>
    public Func<object, object?> Read { get; } = Compile(field);

    private static Func<object, object?> Compile(FieldInfo field)
    {
        ParameterExpression owner = Expression.Parameter(typeof(object));
        Expression value = Expression.Field(Expression.Convert(owner, field.DeclaringType!), field);
        return Expression.Lambda<Func<object, object?>>(Expression.Convert(value, typeof(object)), owner).Compile();
    }
}
