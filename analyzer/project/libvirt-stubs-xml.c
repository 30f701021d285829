/*
 * Stand-ins for libxml2's headers: the types that libvirt looks into, and the
 * functions that it calls. The library itself need not be installed.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "project/libvirt-overlay.h"

#include <stddef.h>

static const char tree[] =
    "#include <stdarg.h>\n"
    "#include <stdio.h>\n"
    "#define LIBXML_VERSION 20914\n"
    "#define LIBXML_ATTR_FORMAT(fmt, args)\n"
    "#define BAD_CAST (xmlChar *)\n"
    "#define XMLCALL\n"
    "typedef unsigned char xmlChar;\n"
    "typedef enum { XML_ELEMENT_NODE = 1, XML_ATTRIBUTE_NODE = 2,\n"
    "    XML_TEXT_NODE = 3, XML_CDATA_SECTION_NODE = 4,\n"
    "    XML_ENTITY_REF_NODE = 5, XML_ENTITY_NODE = 6, XML_PI_NODE = 7,\n"
    "    XML_COMMENT_NODE = 8, XML_DOCUMENT_NODE = 9,\n"
    "    XML_NAMESPACE_DECL = 18 } xmlElementType;\n"
    "typedef struct _xmlNs xmlNs;\n"
    "typedef struct _xmlAttr xmlAttr;\n"
    "typedef struct _xmlNode xmlNode;\n"
    "typedef struct _xmlDoc xmlDoc;\n"
    "typedef struct _xmlDict xmlDict;\n"
    "typedef struct _xmlBuffer xmlBuffer;\n"
    "typedef xmlNs *xmlNsPtr;\n"
    "typedef xmlAttr *xmlAttrPtr;\n"
    "typedef xmlNode *xmlNodePtr;\n"
    "typedef xmlDoc *xmlDocPtr;\n"
    "typedef xmlBuffer *xmlBufferPtr;\n"
    "struct _xmlNs { xmlNs *next; xmlElementType type; const xmlChar *href;\n"
    "    const xmlChar *prefix; void *_private; xmlDoc *context; };\n"
    "struct _xmlAttr { void *_private; xmlElementType type;\n"
    "    const xmlChar *name; xmlNode *children, *last, *parent;\n"
    "    xmlAttr *next, *prev; xmlDoc *doc; xmlNs *ns; };\n"
    "struct _xmlNode { void *_private; xmlElementType type;\n"
    "    const xmlChar *name; xmlNode *children, *last, *parent, *next,\n"
    "    *prev; xmlDoc *doc; xmlNs *ns; xmlChar *content;\n"
    "    xmlAttr *properties; xmlNs *nsDef; void *psvi;\n"
    "    unsigned short line, extra; };\n"
    "struct _xmlDoc { void *_private; xmlElementType type; char *name;\n"
    "    xmlNode *children, *last, *parent, *next, *prev; xmlDoc *doc;\n"
    "    int compression, standalone; const xmlChar *version, *encoding,\n"
    "    *URL; };\n"
    "struct _xmlBuffer { xmlChar *content; unsigned int use, size; };\n"
    "extern int xmlIndentTreeOutput;\n"
    "extern void (*xmlFree)(void *);\n"
    "xmlNodePtr xmlAddChild(xmlNodePtr, xmlNodePtr);\n"
    "xmlBufferPtr xmlBufferCreate(void);\n"
    "const xmlChar *xmlBufferContent(const xmlBuffer *);\n"
    "void xmlBufferFree(xmlBufferPtr);\n"
    "unsigned long xmlChildElementCount(xmlNodePtr);\n"
    "xmlNodePtr xmlCopyNode(xmlNodePtr, int);\n"
    "xmlNodePtr xmlDocGetRootElement(const xmlDoc *);\n"
    "xmlNodePtr xmlDocSetRootElement(xmlDocPtr, xmlNodePtr);\n"
    "xmlNodePtr xmlFirstElementChild(xmlNodePtr);\n"
    "xmlNodePtr xmlNextElementSibling(xmlNodePtr);\n"
    "void xmlFreeDoc(xmlDocPtr);\n"
    "void xmlFreeNode(xmlNodePtr);\n"
    "void xmlFreeNs(xmlNsPtr);\n"
    "xmlChar *xmlGetProp(const xmlNode *, const xmlChar *);\n"
    "xmlAttrPtr xmlHasProp(const xmlNode *, const xmlChar *);\n"
    "int xmlKeepBlanksDefault(int);\n"
    "xmlDocPtr xmlNewDoc(const xmlChar *);\n"
    "xmlNodePtr xmlNewNode(xmlNsPtr, const xmlChar *);\n"
    "xmlNsPtr xmlNewNs(xmlNodePtr, const xmlChar *, const xmlChar *);\n"
    "int xmlNodeDump(xmlBufferPtr, xmlDocPtr, xmlNodePtr, int, int);\n"
    "xmlChar *xmlNodeGetContent(const xmlNode *);\n"
    "void xmlSetNs(xmlNodePtr, xmlNsPtr);\n"
    "int xmlStrEqual(const xmlChar *, const xmlChar *);\n"
    "int xmlStrcmp(const xmlChar *, const xmlChar *);\n"
    "void xmlUnlinkNode(xmlNodePtr);\n"
    "int xmlValidateNCName(const xmlChar *, int);\n";

static const char parser[] =
    "#include <libxml/tree.h>\n"
    "typedef struct _xmlError { int domain, code; char *message; int level;\n"
    "    char *file; int line; char *str1, *str2, *str3; int int1, int2;\n"
    "    void *ctxt, *node; } xmlError, *xmlErrorPtr;\n"
    "typedef enum { XML_ERR_NONE, XML_ERR_WARNING, XML_ERR_ERROR,\n"
    "    XML_ERR_FATAL } xmlErrorLevel;\n"
    "typedef void (*xmlGenericErrorFunc)(void *, const char *, ...);\n"
    "typedef struct _xmlParserInput { void *buf; const char *filename,\n"
    "    *directory; const xmlChar *base, *cur, *end; int length, line,\n"
    "    col; } xmlParserInput, *xmlParserInputPtr;\n"
    "typedef struct _xmlSAXHandler { xmlGenericErrorFunc warning, error,\n"
    "    fatalError; void *serror; } xmlSAXHandler;\n"
    "typedef struct _xmlParserCtxt { xmlSAXHandler *sax; void *userData;\n"
    "    xmlDocPtr myDoc; int wellFormed; xmlParserInputPtr input;\n"
    "    int inputNr; xmlParserInputPtr *inputTab; xmlNodePtr node;\n"
    "    void *_private; xmlError lastError; } xmlParserCtxt,\n"
    "    *xmlParserCtxtPtr;\n"
    "enum { XML_PARSE_NOWARNING = 1 << 6, XML_PARSE_NOBLANKS = 1 << 8,\n"
    "    XML_PARSE_NONET = 1 << 11, XML_PARSE_NOENT = 1 << 1 };\n"
    "xmlParserCtxtPtr xmlNewParserCtxt(void);\n"
    "void xmlFreeParserCtxt(xmlParserCtxtPtr);\n"
    "xmlDocPtr xmlCtxtReadDoc(xmlParserCtxtPtr, const xmlChar *,\n"
    "    const char *, const char *, int);\n"
    "xmlDocPtr xmlCtxtReadFile(xmlParserCtxtPtr, const char *,\n"
    "    const char *, int);\n"
    "const xmlError *xmlCtxtGetLastError(void *);\n"
    "void xmlParserPrintFileContextInternal(xmlParserInputPtr,\n"
    "    xmlGenericErrorFunc, void *);\n";

static const char xpath[] =
    "#include <libxml/tree.h>\n"
    "typedef enum { XPATH_UNDEFINED, XPATH_NODESET, XPATH_BOOLEAN,\n"
    "    XPATH_NUMBER, XPATH_STRING } xmlXPathObjectType;\n"
    "typedef struct _xmlNodeSet { int nodeNr, nodeMax;\n"
    "    xmlNodePtr *nodeTab; } xmlNodeSet, *xmlNodeSetPtr;\n"
    "typedef struct _xmlXPathObject { xmlXPathObjectType type;\n"
    "    xmlNodeSetPtr nodesetval; int boolval; double floatval;\n"
    "    xmlChar *stringval; } xmlXPathObject, *xmlXPathObjectPtr;\n"
    "typedef struct _xmlXPathContext { xmlDocPtr doc; xmlNodePtr node;\n"
    "    } xmlXPathContext, *xmlXPathContextPtr;\n"
    "xmlXPathContextPtr xmlXPathNewContext(xmlDocPtr);\n"
    "void xmlXPathFreeContext(xmlXPathContextPtr);\n"
    "xmlXPathObjectPtr xmlXPathEval(const xmlChar *, xmlXPathContextPtr);\n"
    "void xmlXPathFreeObject(xmlXPathObjectPtr);\n"
    "int xmlXPathRegisterNs(xmlXPathContextPtr, const xmlChar *,\n"
    "    const xmlChar *);\n";

static const char relaxng[] =
    "#include <libxml/parser.h>\n"
    "typedef struct _xmlRelaxNG xmlRelaxNG, *xmlRelaxNGPtr;\n"
    "typedef struct _xmlRelaxNGParserCtxt xmlRelaxNGParserCtxt,\n"
    "    *xmlRelaxNGParserCtxtPtr;\n"
    "typedef struct _xmlRelaxNGValidCtxt xmlRelaxNGValidCtxt,\n"
    "    *xmlRelaxNGValidCtxtPtr;\n"
    "xmlRelaxNGParserCtxtPtr xmlRelaxNGNewParserCtxt(const char *);\n"
    "xmlRelaxNGPtr xmlRelaxNGParse(xmlRelaxNGParserCtxtPtr);\n"
    "xmlRelaxNGValidCtxtPtr xmlRelaxNGNewValidCtxt(xmlRelaxNGPtr);\n"
    "void xmlRelaxNGFree(xmlRelaxNGPtr);\n"
    "void xmlRelaxNGFreeParserCtxt(xmlRelaxNGParserCtxtPtr);\n"
    "void xmlRelaxNGFreeValidCtxt(xmlRelaxNGValidCtxtPtr);\n"
    "int xmlRelaxNGValidateDoc(xmlRelaxNGValidCtxtPtr, xmlDocPtr);\n"
    "void xmlRelaxNGSetParserErrors(xmlRelaxNGParserCtxtPtr,\n"
    "    xmlGenericErrorFunc, xmlGenericErrorFunc, void *);\n"
    "void xmlRelaxNGSetValidErrors(xmlRelaxNGValidCtxtPtr,\n"
    "    xmlGenericErrorFunc, xmlGenericErrorFunc, void *);\n";

static const char uri[] =
    "typedef struct _xmlURI { char *scheme, *opaque, *authority, *server,\n"
    "    *user; int port; char *path, *query, *fragment; int cleanup;\n"
    "    char *query_raw; } xmlURI, *xmlURIPtr;\n"
    "xmlURIPtr xmlCreateURI(void);\n"
    "xmlURIPtr xmlParseURI(const char *);\n"
    "unsigned char *xmlSaveUri(xmlURIPtr);\n"
    "void xmlFreeURI(xmlURIPtr);\n"
    "char *xmlURIUnescapeString(const char *, int, char *);\n";

const LibvirtStub libvirt_xml_stubs[] = {
    {"libxml/tree.h", tree},
    {"libxml/parser.h", parser},
    {"libxml/xpath.h", xpath},
    {"libxml/xpathInternals.h", "#include <libxml/xpath.h>\n"},
    {"libxml/relaxng.h", relaxng},
    {"libxml/uri.h", uri},
    {"libxml/xmlsave.h", "#include <libxml/tree.h>\n"},
    {NULL, NULL},
};
