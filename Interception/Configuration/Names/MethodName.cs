namespace Interception.Configuration.Names;

/// <summary>The name of a method in configuration, taken apart.</summary>
/// <param name="Service">The service type.</param>
/// <param name="ServiceText">The service type as it was written.</param>
/// <param name="Method">The method's own name.</param>
/// <param name="Parameters">The parameter types, or <see langword="null"/> for every overload.</param>
internal sealed record MethodName(
    DottedTypeName Service, string ServiceText, string Method, IReadOnlyList<TypeName>? Parameters);
