using System.Reflection;
using System.Reflection.Emit;

namespace Interception.Tests.Keys.Types;

/// <summary>Types of assemblies that are made up.</summary>
internal static class ForeignType
{
    /// <summary>A public class without members in an assembly of its own.</summary>
    public static Type In(string assembly, string fullName) =>
        AssemblyBuilder.DefineDynamicAssembly(new AssemblyName(assembly), AssemblyBuilderAccess.Run)
            .DefineDynamicModule(assembly)
            .DefineType(fullName, TypeAttributes.Public)
            .CreateType();
}
