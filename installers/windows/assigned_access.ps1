# Makes Windows 10/11 Enterprise or Education start the kiosk alone: Shell Launcher for one account, as administrator.
#   powershell -ExecutionPolicy Bypass -File assigned_access.ps1
#   powershell -ExecutionPolicy Bypass -File assigned_access.ps1 -Remove
# Written from Microsoft's documentation; it was run nowhere.
param([string]$Account = "sunlit", [switch]$Remove)
$ErrorActionPreference = "Stop"
$program = Join-Path $PSScriptRoot "sunlit-kiosk.exe"
$sid = (New-Object System.Security.Principal.NTAccount($Account)).Translate([System.Security.Principal.SecurityIdentifier]).Value

if ((Get-WindowsOptionalFeature -Online -FeatureName Client-EmbeddedShellLauncher).State -ne "Enabled") {
    Enable-WindowsOptionalFeature -Online -FeatureName Client-EmbeddedShellLauncher -All -NoRestart | Out-Null
    Write-Output "Shell Launcher was turned on: restart, then run this again."
    exit 3
}
$launcher = [wmiclass]"\\localhost\root\standardcimv2\embedded:WESL_UserSetting"
if ($Remove) {
    $launcher.RemoveCustomShell($sid) | Out-Null
    Write-Output "$Account has its desktop again."
    exit 0
}
# 0: start the program again when it ends. Administrators keep their desktop.
$launcher.SetDefaultShell("explorer.exe", 0) | Out-Null
try { $launcher.RemoveCustomShell($sid) | Out-Null } catch { }
$launcher.SetCustomShell($sid, $program, $null, $null, 0) | Out-Null
$launcher.SetEnabled($true) | Out-Null
# nothing of a visit is written by Windows: no page file in clear, no crash dumps, no printed files kept
fsutil behavior set encryptpagingfile 1 | Out-Null
Set-ItemProperty "HKLM:\SYSTEM\CurrentControlSet\Control\CrashControl" CrashDumpEnabled 0
Get-Printer | Where-Object { $_.KeepPrintedJobs } | Set-Printer -KeepPrintedJobs $false
[Environment]::SetEnvironmentVariable("SUNLIT_HOME", (Join-Path $env:ProgramData "SunlitWindow"), "Machine")
Write-Output "$Account starts $program and nothing else, after the next sign-in."
