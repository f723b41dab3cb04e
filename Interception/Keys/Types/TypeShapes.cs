namespace Interception.Keys.Types;

/// <summary>Takes types apart. To be written.</summary>
internal static class TypeShapes;
