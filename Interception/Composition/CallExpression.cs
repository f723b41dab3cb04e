using System.Linq.Expressions;
using System.Reflection;
using Interception.Keys.Types;

namespace Interception.Composition;

/// <summary>A call that an expression names: the method, and its arguments as they are now.</summary>
internal sealed record CallExpression(MethodInfo Method, object?[] Arguments)
{
    /// <summary>Reads the expression; the call itself is not made.</summary>
    /// <exception cref="ArgumentException">It is not one call of a method on the service.</exception>
    public static CallExpression Parse<TService>(Expression<Func<TService, object?>> call)
    {
        ArgumentNullException.ThrowIfNull(call);
        Expression body = call.Body is UnaryExpression { NodeType: ExpressionType.Convert } convert ? convert.Operand : call.Body;
        if (body is not MethodCallExpression { Object: { } target } method || target != call.Parameters[0]
            || method.Arguments.Any(argument => ParameterSearch.Finds(call.Parameters[0], argument)))
        {
            throw new ArgumentException(
                $"'{call}' is not a call of a method of {TypeNames.Display(typeof(TService))}; write it as service => service.Method(arguments).",
                nameof(call));
        }

        return new CallExpression(method.Method, [.. method.Arguments.Select(Evaluate)]);
    }

    private static object? Evaluate(Expression argument) => argument is ConstantExpression constant
        ? constant.Value
        : Expression.Lambda<Func<object?>>(Expression.Convert(argument, typeof(object))).Compile(preferInterpretation: true)();

    /// <summary>Finds out whether an argument asks the service itself, which nobody is going to call.</summary>
    private sealed class ParameterSearch(ParameterExpression wanted) : ExpressionVisitor
    {
        private bool _isFound;

        public static bool Finds(ParameterExpression wanted, Expression argument)
        {
            var search = new ParameterSearch(wanted);
            search.Visit(argument);
            return search._isFound;
        }

        protected override Expression VisitParameter(ParameterExpression node)
        {
            _isFound |= node == wanted;
            return node;
        }
    }
}
