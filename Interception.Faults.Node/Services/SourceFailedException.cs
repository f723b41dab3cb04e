namespace Interception.Faults.Node.Services;

/// <summary>The method's own exception: the source refused to answer.</summary>
internal sealed class SourceFailedException() : Exception("The source has failed.");
