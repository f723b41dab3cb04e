namespace Interception.Web.Tests.VaryBy;

/// <summary>What is wrong with the VaryBy of a host.</summary>
internal enum VaryByFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It is registered, and the settings don't name it.</summary>
    LeftOut,

    /// <summary>Several tenants have one value.</summary>
    Merges,

    /// <summary>A run sees another tenant than the one in its key.</summary>
    RestoresAnother,
}
