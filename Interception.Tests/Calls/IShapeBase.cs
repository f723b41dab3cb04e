namespace Interception.Tests.Calls;

/// <summary>The older half, whose Find is hidden by the newer one.</summary>
internal interface IShapeBase
{
    string Find(int id);

    string Inherited(int id);
}
