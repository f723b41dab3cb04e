using Microsoft.Extensions.Configuration;

namespace Interception.Configuration;

/// <summary>One place that settings come from: configuration, or an action in code.</summary>
internal sealed record PolicySource
{
    private PolicySource()
    {
    }

    public IConfiguration? Configuration { get; private init; }

    public Action<InterceptionOptions>? Configure { get; private init; }

    public static PolicySource From(IConfiguration configuration) => new() { Configuration = configuration };

    /// <remarks>The action runs again on each reload, over what the sources before it say.</remarks>
    public static PolicySource From(Action<InterceptionOptions> configure) => new() { Configure = configure };
}
