namespace Interception.Configuration;

/// <summary>An entry in Methods that stands for a method.</summary>
/// <param name="Name">The entry's name, as written.</param>
/// <param name="Exactness">The more exact entry wins, setting by setting.</param>
/// <param name="Layer">What it says.</param>
internal sealed record NamedLayer(string Name, int Exactness, MethodLayer Layer);
