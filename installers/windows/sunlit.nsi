; The Windows installer. Compiled on Debian against a stand-in payload too (installers/windows/compile.sh); never run on Windows.
;   makensis -DPAYLOAD=build\dist\sunlit-window -DVERSION=0.1.0 installers\windows\sunlit.nsi
Unicode true
SetCompressor /SOLID lzma
RequestExecutionLevel admin
!include "MUI2.nsh"
!include "x64.nsh"
!include "FileFunc.nsh"

!ifndef PAYLOAD
  !error "say which folder: -DPAYLOAD=…"
!endif
!ifndef VERSION
  !error "say which version: -DVERSION=…"
!endif
!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\SunlitWindow"

Name "阳光窗口 Sunlit Window ${VERSION}"
OutFile "sunlit-window-${VERSION}-setup.exe"
InstallDir "$PROGRAMFILES64\Sunlit Window"
ShowInstDetails show

!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "SimpChinese"
!insertmacro MUI_LANGUAGE "English"

LangString NOT64 ${LANG_SIMPCHINESE} "这台电脑不是64位的，装不了。什么都没改动。"
LangString NOT64 ${LANG_ENGLISH} "This is no 64-bit Windows. Nothing was altered."
LangString KEPT ${LANG_SIMPCHINESE} "还没登记的信访件留在 $APPDATA\SunlitWindow，没有删。"
LangString KEPT ${LANG_ENGLISH} "Petitions that are not registered stay in $APPDATA\SunlitWindow."

Function .onInit
  ${IfNot} ${RunningX64}
    MessageBox MB_OK|MB_ICONSTOP "$(NOT64)" /SD IDOK
    Abort
  ${EndIf}
  SetRegView 64
  SetShellVarContext all ; so that $APPDATA is ProgramData
FunctionEnd

Section "!共用部分 Shared" SHARED
  SectionIn RO
  SetOutPath "$INSTDIR"
  ; all of the old version goes, so that no file of it is loaded by the new one; state lies elsewhere
  RMDir /r "$INSTDIR\_internal"
  File /r "${PAYLOAD}\_internal"
  File /nonfatal /r "${PAYLOAD}\models"
  CreateDirectory "$APPDATA\SunlitWindow"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  WriteRegStr HKLM "${KEY}" "DisplayName" "Sunlit Window ${VERSION}"
  WriteRegStr HKLM "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKLM "${KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKLM "${KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKLM "${KEY}" "EstimatedSize" $0
SectionEnd

Section "村里的窗口 Kiosk" KIOSK
  File "${PAYLOAD}\sunlit-kiosk.exe"
  File "assigned_access.ps1"
SectionEnd

Section "代办员 Agent's window" PROXY
  File "${PAYLOAD}\sunlit-proxy.exe"
  CreateShortcut "$SMPROGRAMS\阳光窗口 代办.lnk" "$INSTDIR\sunlit-proxy.exe"
SectionEnd

Section "Uninstall"
  SetRegView 64
  SetShellVarContext all ; so that $APPDATA is ProgramData
  Delete "$SMPROGRAMS\阳光窗口 代办.lnk"
  RMDir /r "$INSTDIR\_internal"
  RMDir /r "$INSTDIR\models"
  Delete "$INSTDIR\sunlit-kiosk.exe"
  Delete "$INSTDIR\sunlit-proxy.exe"
  Delete "$INSTDIR\assigned_access.ps1"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  DeleteRegKey HKLM "${KEY}"
  ; state is never deleted here: it may hold what the platform does not have
  IfFileExists "$APPDATA\SunlitWindow\vault.json" 0 +2
    MessageBox MB_OK|MB_ICONINFORMATION "$(KEPT)" /SD IDOK
SectionEnd
